"""Clips and stills as frames in which a face was found, and the choice of sources and targets among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch

from generators.landmark_warp.likeness import shape

from .crops import Crop
from .stills import held
from .tracking import Tracker, frames
from .turning import Turner

_LONGEST, _LARGEST = 960, 512  # pixels of a frame's longer side, and of a crop
_FARTHEST = 0.35  # face heights that a head may be away from where it is in the source
_NO_MOMENT = -1


class UnusableError(ValueError):
    """Says why there is nothing to learn from a file."""


class Clip:
    """The frames in which a face was found."""

    def __init__(self, indices: Sequence[int], pictures: Sequence[np.ndarray], landmarks: Sequence[np.ndarray]) -> None:
        self.indices, self.pictures, self.landmarks = tuple(indices), tuple(pictures), np.stack(landmarks)
        self.apart = _apart(self.landmarks)

    @staticmethod
    def followed(path: Path, most: int) -> Clip:
        """At most `most` frames of a file; raises UnusableError if none of them shows a face."""
        track = Tracker()
        found = [(picture, track(picture)) for picture in map(_shrunk, frames(path, most))]
        kept = [(index, picture, points) for index, (picture, points) in enumerate(found) if points is not None]
        if not kept:
            raise UnusableError(
                f"{path.name}: no face was found. Give a clip or a still in which one is seen from the front."
            )
        return Clip(*zip(*kept, strict=True))

    @property
    def still(self) -> bool:
        """Whether there is one frame only."""
        return len(self.pictures) == 1

    def held(self, random: np.random.Generator) -> Clip:
        """For a still: the clip that a handheld camera would make of it."""
        pictures, landmarks = held(self.pictures[0], self.landmarks[0], random)
        return Clip(range(len(pictures)), pictures, landmarks)

    def sources(self, count: int) -> list[int]:
        """The first frame, then repeatedly the one that differs most from those chosen."""
        chosen = [0][:count]
        while len(chosen) < min(count, len(self.pictures)):
            chosen.append(int(self.apart[chosen].min(0).argmax()))
        return chosen

    def turned(self, count: int, turner: Turner, random: np.random.Generator) -> list[int]:
        """Further frames, without a time and so not targets: sources with heads turned, where that can be seen."""
        tried = [turner(self.pictures[each], self.landmarks[each], random) for each in self.sources(count)]
        made = [each for each in tried if each is not None]
        first = len(self.pictures)
        self.pictures = (*self.pictures, *(picture for picture, _ in made))
        self.landmarks = np.stack([*self.landmarks, *(points for _, points in made)])
        self.indices, self.apart = (*self.indices, *[_NO_MOMENT] * len(made)), _apart(self.landmarks)
        return [*range(first, len(self.pictures))]

    def targets(self, source: int, runs: int, random: np.random.Generator) -> list[int]:
        """Frames, two neighbours each: half of them anywhere, half rather far from the source."""
        first = np.array([i for i in self._near(source) if i + 1 < len(self.pictures)])
        first = first[np.diff(self.indices)[first] == 1]
        far = self.apart[source, first] ** 2 + 1e-9
        anywhere = random.choice(first, min(runs // 2, len(first)), replace=False)
        differing = random.choice(first, min(runs - runs // 2, len(first)), replace=False, p=far / far.sum())
        return [int(i) for start in (*anywhere, *differing) for i in (start, start + 1)]

    def crop(self, source: int) -> Crop:
        return Crop.around(self.landmarks[source], self.pictures[source].shape, _LARGEST)

    def alike(self, first: Crop, leading: int, source: int) -> tuple[np.ndarray, np.ndarray]:
        """A source's picture and landmarks, its face as large as the leading one's, as the render stage enrols it."""
        crop = first
        if source != leading:
            low, high = self.landmarks[source, :, :2].min(0), self.landmarks[source, :, :2].max(0)
            reach = np.ptp(self.landmarks[leading, :, :2], axis=0).max()
            side = round(first.side * (high - low).max() / reach)
            left, top = np.floor((low + high) / 2 - side / 2).astype(int)
            crop = Crop(int(left), int(top), side, first.size)
        return crop.cut(self.pictures[source]), crop.into(self.landmarks[source])

    def _near(self, source: int) -> np.ndarray:
        noses = self.landmarks[:, 6, :2] - self.landmarks[source, 6, :2]
        height = np.linalg.norm(self.landmarks[source, 10] - self.landmarks[source, 152])
        return np.flatnonzero(np.linalg.norm(noses, axis=1) < _FARTHEST * height)


def _apart(landmarks: np.ndarray) -> np.ndarray:
    """[n,n]: how much faces [n,478,3] differ in pose and expression."""
    shapes = shape(torch.from_numpy(landmarks)).numpy().reshape(len(landmarks), -1)
    return np.linalg.norm(shapes[:, None] - shapes[None], axis=-1)


def _shrunk(picture: np.ndarray) -> np.ndarray:
    scale = min(1.0, _LONGEST / max(picture.shape))
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
