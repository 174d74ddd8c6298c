"""Folders as single files for download, the same bytes each time, and their hashes."""

import gzip
import hashlib
import tarfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from package.release import epoch

GZIP_LEVEL: Final = 6
BLOCK_BYTES: Final = 1 << 20


def make_tar(folder: Path, file: Path) -> None:
    """Pack a folder as .tar.gz: sorted, of nobody, everything as old as the release."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = epoch()
        return entry

    with (
        file.open("wb") as raw,
        gzip.GzipFile("", "wb", GZIP_LEVEL, raw, mtime=epoch()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            archive.add(path, path.relative_to(folder.parent), recursive=False, filter=plain)


def make_zip(folder: Path, file: Path) -> None:
    """Pack a folder as .zip, which Windows opens by itself."""
    when = datetime.fromtimestamp(epoch(), UTC)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder.parent).as_posix()
            entry = zipfile.ZipInfo(name, (when.year, when.month, when.day, when.hour, when.minute, when.second))
            entry.external_attr = path.stat().st_mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    seen = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(BLOCK_BYTES):
            seen.update(block)
    return seen.hexdigest()


def sums(files: Iterable[Path], folder: Path) -> str:
    """Return the lines of SHA256SUMS, as `sha256sum --check` reads them, sorted by name; names are below *folder*."""
    ordered = sorted(files, key=lambda file: file.relative_to(folder).as_posix())
    return "".join(f"{hash_of(file)}  {file.relative_to(folder).as_posix()}\n" for file in ordered)
