"""The visible parts of a body: faces, textures and normals."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

_FINER, _PORES = 4, 0.035  # how much skins are enlarged, and how much of the missing detail they get


@dataclass(frozen=True)
class Surface:
    """Vertices of the base mesh or of worn things, and faces with places in a texture."""

    corners: np.ndarray  # int [f,4]: vertices
    places: np.ndarray  # int [f,4]: rows of `texture`
    texture: np.ndarray  # float [u,2]: across, up


def normals(places: np.ndarray, quads: np.ndarray) -> np.ndarray:
    """For each vertex [n,3], the mean of its faces' normals by their areas; zero if it has none."""
    one, two = places[quads[:, 2]] - places[quads[:, 0]], places[quads[:, 3]] - places[quads[:, 1]]
    faces, found = np.cross(one, two), np.zeros_like(places)
    for corner in quads.T:
        np.add.at(found, corner, faces)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)


def detailed(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A skin [H,W,4] enlarged, with pores that its own texture is too small for."""
    large = cv2.resize(picture, None, fx=_FINER, fy=_FINER, interpolation=cv2.INTER_CUBIC).astype(np.float32)
    grain = random.standard_normal(large.shape[:2]).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 1.2) * 3 + cv2.GaussianBlur(grain, (0, 0), 4) * 6
    large[..., :3] *= 1 + _PORES * grain[..., None]
    return large.clip(0, 255).astype(np.uint8)
