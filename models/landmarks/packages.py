"""Takes the original models out of the npm packages in which MediaPipe publishes them."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

_PACKED = re.compile(r'"files": (\[\{.*?\}\])')


@dataclass(frozen=True)
class Package:
    """An npm package at one version."""

    name: str
    version: str

    @property
    def specification(self) -> str:
        return f"{self.name}@{self.version}"


FACE_MESH = Package("@mediapipe/face_mesh", "0.4.1657299874")
SELFIE_SEGMENTATION = Package("@mediapipe/selfie_segmentation", "0.1.1675465747")
HUMAN = Package("@vladmandic/human", "3.3.6")


@dataclass(frozen=True)
class Source:
    """A file in a package; `packed_in` is the archive that holds it, if it is not stored by itself."""

    package: Package
    file: str
    sha256: str
    packed_in: str = ""


def fetch(sources: list[Source]) -> dict[str, bytes]:
    """The bytes of each source by its file name. Raises `ValueError` if they differ from the pinned ones."""
    contents = {}
    for package in {source.package for source in sources}:
        archive = download(package)
        for source in (source for source in sources if source.package == package):
            content = _unpacked(archive, source) if source.packed_in else archive[source.file]
            contents[source.file] = _checked(source, content)
    return contents


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def download(package: Package) -> dict[str, bytes]:
    """The package's files, fetched with `npm pack`, so that npm's own registry and proxy settings apply."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", package.specification]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(folder, packed)) as archive:
            files = [member for member in archive if member.isfile()]
            return {member.name.removeprefix("package/"): archive.extractfile(member).read() for member in files}


def _unpacked(package: dict[str, bytes], source: Source) -> bytes:
    """Emscripten's packager: one file of data, and the loader script says where each file is in it."""
    loader = package[f"{source.packed_in}_loader.js"].decode()
    places = json.loads(_PACKED.search(loader)[1])
    place = next(place for place in places if Path(place["filename"]).name == source.file)
    return package[f"{source.packed_in}.data"][place["start"] : place["end"]]


def _checked(source: Source, content: bytes) -> bytes:
    if sha256(content) != source.sha256:
        raise ValueError(
            f"{source.file} of {source.package.specification} has SHA-256 {sha256(content)}, not {source.sha256}"
        )
    return content
