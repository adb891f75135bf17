"""Finding and opening the run that a RUN argument means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uhcmatch import runs
from uhcmatch.settings import Settings, check_settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """Which run a command is about: the RUN argument, and where runs are kept."""

    run: str
    store: Path | None = None
    config: Path | None = None

    def store_path(self) -> Path:
        """Return the store's folder."""
        return runs.store_path(self.store, read_settings(self.config).store.path)

    def opened(self) -> runs.RunFolder:
        """Return the run; raises `StoreFailed` when there is none or it is damaged."""
        return runs.RunFolder.opened(runs.locate(self.run, self.store_path()))

    def settings(self, folder: runs.RunFolder) -> Settings:
        """Return the settings to follow: of `--config` where one is given, else those the run was made with."""
        if self.config is not None:
            return read_settings(self.config)
        return check_settings(folder.facts["settings"], "run.json")

    def usual_settings(self) -> Settings:
        """Return the settings of `--config`, else those of the store's newest run, else as shipped."""
        newest = [] if self.config is not None else runs.listed(self.store_path())
        return self.settings(newest[0]) if newest else read_settings(self.config)
