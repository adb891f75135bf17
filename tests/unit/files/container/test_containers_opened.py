from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.files.reading import lines, names, read, refusal, write
from uhcmatch.files import read_inputs
from uhcmatch.files.container import containers

TEXT = "\n".join([*lines(3), ""]).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data.csv.gz", gzip.compress(TEXT)),
        ("data.csv.zst", pa.compress(TEXT, codec="zstd", asbytes=True)),
        ("data.zip", zipped({"isi.csv": TEXT})),
        ("named wrongly.csv", gzip.compress(TEXT)),
    ],
    ids=["gz", "zst", "zip", "misnamed"],
)
def test_packed_text_is_read_whatever_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    assert len(names(read(tmp_path, content, name=name))) == 3


def test_every_table_of_an_archive_is_a_source(tmp_path: Path) -> None:
    other = TEXT.replace(b"32980101", b"32980102")
    path = write(tmp_path, zipped({"b.csv": TEXT, "folder/a.csv": other, "__MACOSX/a.csv": b"junk"}), "arsip.zip")
    loaded = read_inputs([path], "population", {})
    assert [source.name for source in loaded.sources] == ["arsip.zip/b.csv", "arsip.zip/a.csv"]


def test_a_member_with_a_path_trick_is_only_a_label(tmp_path: Path) -> None:
    path = write(tmp_path, zipped({"../../../etc/x.csv": TEXT}), "arsip.zip")
    assert [source.name for source in read_inputs([path], "population", {}).sources] == ["arsip.zip/x.csv"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["arsip.zip"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "data.csv is empty (0 bytes)."),
        (b"%PDF-1.7 ...", "data.csv is a PDF."),
        (b"Rar!\x1a\x07\x00", "data.csv is a RAR archive."),
        (b"<!DOCTYPE html><html></html>", "data.csv is an HTML page, not a table."),
        (b"\xef\xbb\xbf\n <table border=1><tr><td>NIK", "data.csv is an HTML page, not a table."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "data.csv is an old XLS workbook."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "data.csv is protected by a password.",
        ),
        (bytes(range(256)) * 20, "data.csv is a binary file, not a table."),
        (gzip.compress(TEXT)[:40], "data.csv is damaged or cut off: it does not unpack."),
        (zipped({"isi.csv": TEXT})[:90], "data.csv is a damaged ZIP archive."),
        (zipped({"readme": b"x"}), "data.csv is a ZIP without CSV or XLSX inside."),
        (zipped({"inner.zip": zipped({"isi.csv": TEXT})}), "data.csv holds an archive inside an archive."),
        (gzip.compress(gzip.compress(TEXT)), "data.csv is an archive inside an archive."),
        (b'[{"nik": "3298010101900001"}]', "data.csv is JSON, not a table."),
    ],
    # Packed bytes hold the time, which would differ from worker to worker.
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_file_that_is_no_table_is_called_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    assert refusal(tmp_path, content) == told


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "SMALL", 1000)
    assert "unpacks to more than any export does" in refusal(tmp_path, gzip.compress(b"0" * 10_000_000))
    assert "unpacks to more than any export does" in refusal(tmp_path, zipped({"isi.csv": b"0" * 10_000_000}))


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    many = {f"f{number}.csv": TEXT for number in range(5)}
    assert refusal(tmp_path, zipped(many)) == "data.csv holds too many files."
