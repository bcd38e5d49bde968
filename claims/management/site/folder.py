"""The folder that holds the site: what is in it, what changed, and nothing else."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
PART = ".part"


class NotOursError(Exception):
    """The folder holds something that was not made here; str() says what to do."""


@dataclass
class Folder:
    """
    A folder of files, with a manifest of them.

    The manifest has "made_from", "files" (SHA-256 by name), "changed" and "removed" (names). What
    is not in it does not stay; hidden files (.well-known, .git) do.
    """

    path: Path
    before: dict[str, str] = field(default_factory=dict)
    made_from: str = ""
    there: set[str] = field(default_factory=lambda: {""})  # folders within it

    @classmethod
    def opened(cls, path: Path) -> "Folder":
        """Return the folder, made if need be. Raises NotOursError if it is somebody else's."""
        path.mkdir(parents=True, exist_ok=True)
        manifest = path / MANIFEST
        if not manifest.exists():
            if any(not found.name.startswith(".") for found in path.iterdir()):
                message = f"{path} is not empty, and was not made by render_site: name another."
                raise NotOursError(message)
            folder = cls(path)
            folder.keep({"made_from": "", "files": {}})  # marks it, should this run not end
            return folder
        try:
            kept = json.loads(manifest.read_text(encoding="utf-8"))
            return cls(path, dict(kept["files"]), str(kept["made_from"]))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{manifest} was not made by render_site: name another folder."
            raise NotOursError(message) from error

    def is_whole(self) -> bool:
        """Whether each file of the manifest is there."""
        return all((self.path / name).is_file() for name in self.before)

    def put(self, name: str, body: bytes) -> str:
        """Keep a file, whole or not at all, and return its SHA-256."""
        digest = hashlib.sha256(body).hexdigest()
        self.put_as(name, body, digest)
        return digest

    def put_as(self, name: str, body: bytes, digest: str) -> None:
        """Keep a file of which the SHA-256 is known, whole or not at all."""
        target = f"{self.path}/{name}"
        if self.before.get(name) == digest and os.path.isfile(target):  # noqa: PTH113 - as below
            return
        part = f"{target}.{os.getpid()}{PART}"
        self.make_room_in(name.rpartition("/")[0])
        write(part, body)
        os.replace(part, target)  # noqa: PTH105 - paths as objects cost more than the files

    def make_room_in(self, folder: str) -> None:
        """Have a folder within this one, and those that it stands in; asked once for each."""
        if folder not in self.there:
            self.make_room_in(folder.rpartition("/")[0])
            (self.path / folder).mkdir(exist_ok=True)
            self.there |= {folder}

    def finish(self, made_from: str, files: dict[str, str]) -> tuple[list[str], list[str]]:
        """Remove what is no page any more; return and note which files changed and which went."""
        changed = sorted(name for name in files if self.before.get(name) != files[name])
        removed = sorted(set(self.before) - set(files))
        self.sweep(files)
        said = {"made_from": made_from, "changed": changed, "removed": removed}
        self.keep({**said, "files": dict(sorted(files.items()))})
        return changed, removed

    def sweep(self, files: dict[str, str]) -> None:
        """Leave nothing that is no file of the site, nor an empty folder."""
        for where, folders, names in os.walk(self.path, topdown=False):
            inside = os.path.relpath(where, self.path)
            place = "" if inside == "." else f"{inside}/"
            if any(name.startswith(".") for name in place.split("/")):
                continue
            for name in names:
                is_kept = f"{place}{name}" in files or f"{place}{name}" == MANIFEST
                if not is_kept and not name.startswith("."):
                    (Path(where) / name).unlink()
            for name in folders:
                if not name.startswith("."):
                    with suppress(OSError):  # it is not empty
                        (Path(where) / name).rmdir()

    def keep(self, said: dict[str, Any]) -> None:
        """Write the manifest, whole or not at all."""
        part = self.path / f".{MANIFEST}{PART}"
        part.write_text(json.dumps(said, indent=1), encoding="utf-8")
        part.replace(self.path / MANIFEST)


def write(path: str, body: bytes) -> None:
    """Write a file; what has to be written at once needs no more than the system's own calls."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        while body:
            body = body[os.write(file, body) :]
    finally:
        os.close(file)
