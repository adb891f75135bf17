"""Who runs the program, for the trail."""

from __future__ import annotations

import getpass
import os


def whoever() -> str:
    """Return the user of the machine who called; behind `sudo`, who stands behind it."""
    behind = os.environ.get("SUDO_USER")
    if behind:
        return f"{behind} (sudo)"
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"
