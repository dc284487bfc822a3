"""The prepared pairs as batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from generators.landmark_warp.likeness import shape
from generators.marotte_neural.signals import signals

from .variations import varied

_COUNTS, _CHANCES = (1, 2, 4, 8), (0.6, 0.15, 0.15, 0.1)  # sources of a pair


@dataclass(frozen=True)
class Batch:
    """Windows, values 0…1; elements 2i and 2i + 1 are neighbours in time."""

    warped: Tensor  # [B,4,256,256]
    behind: Tensor  # [B,3,256,256]
    target: Tensor  # [B,3,256,256]
    matte: Tensor  # [B,1,256,256]
    landmarks: Tensor  # [B,478,3] in pixels of the window
    shapes: Tensor  # [B,K,468,2]
    faces: Tensor  # [B,K,3,128,128]
    sources: Tensor  # [B,K,SIGNALS]
    portrait: Tensor  # [B,3,256,256], the first source
    rest: Tensor  # [B,478,3], its landmarks
    glance: Tensor  # [B,3]: offset of a glance at the face from an exact one: right, down and wider, in its sizes


class Clips:
    """The files that `prepare` wrote."""

    def __init__(self, files: list[Path], cropped: float = 0) -> None:
        """cropped: the share of drawn runs that show another square than their windows."""
        self._cropped = cropped
        self._clips = [dict(np.load(file)) for file in files]
        self._runs = {count: [run for run in self._starts() if run.count == count] for count in _COUNTS}

    def __len__(self) -> int:
        return sum(len(clip["sources"]) for clip in self._clips)

    def _starts(self) -> Iterator[_Start]:
        for number, clip in enumerate(self._clips):
            for first in range(0, len(clip["sources"]), 2):
                yield _Start(number, first, int((clip["sources"][first] >= 0).sum()))

    def drawn(self, runs: int, random: np.random.Generator) -> Batch:
        """`runs` random runs of two neighbours, all with the same number of sources, varied."""
        there = [count for count in _COUNTS if self._runs[count]]
        chances = np.array([_CHANCES[_COUNTS.index(count)] for count in there])
        starts = self._runs[int(random.choice(there, p=chances / chances.sum()))]
        return _joined([self._varied(starts[random.integers(len(starts))], random) for _ in range(runs)])

    def every(self, step: int, several: bool = False) -> list[Batch]:
        """Every `step`-th run, unvaried, of those with one source or of those with several: for measuring."""
        starts = [start for start in self._starts() if (start.count > 1) == several]
        return [_run(self._clips[start.clip], start.first) for start in starts[::step]]

    def _varied(self, start: _Start, random: np.random.Generator) -> dict[str, Tensor]:
        return varied(_run(self._clips[start.clip], start.first).__dict__, random, self._cropped)


class _Start(NamedTuple):
    """The start of a run, and its number of sources."""

    clip: int
    first: int
    count: int


def _run(clip: dict[str, np.ndarray], first: int) -> Batch:
    """Two neighbours."""
    two, sources = slice(first, first + 2), clip["sources"][first]
    sources = sources[sources >= 0]
    pictures = lambda name, rows: torch.from_numpy(clip[name][rows]).permute(0, 3, 1, 2).float() / 255  # noqa: E731
    twice = lambda values: values[None].expand(2, *[-1] * values.dim())  # noqa: E731
    rest = torch.from_numpy(clip["rest"][sources])
    return Batch(
        warped=pictures("warped", two),
        behind=pictures("behind", sources[[0, 0]]),
        target=pictures("target", two),
        matte=torch.from_numpy(clip["matte"][two])[:, None].float() / 255,
        landmarks=torch.from_numpy(clip["landmarks"][two]),
        shapes=twice(shape(rest)),
        faces=twice(pictures("faces", sources)),
        sources=twice(signals(rest)),
        portrait=pictures("portraits", sources[[0, 0]]),
        rest=twice(rest[0]),
        glance=torch.zeros(2, 3),
    )


def _joined(runs: list[dict[str, Tensor]]) -> Batch:
    return Batch(**{name: torch.cat([run[name] for run in runs]) for name in runs[0]})
