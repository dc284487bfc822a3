"""`python -m training.evaluate CLIP… --bundle FOLDER…`: clips drawn from some of their own frames, against the truth.

For each clip, number of sources and bundle: L1, PSNR and SSIM of the crop, AKD (mean distance between the landmarks
found in the drawing and those found in the true frame, as pixels of a picture 256 wide), the PSNR of mouth and eyes
alone, and how much of the true window's fine detail the drawn one has. The sources are the first frame and others at
equal distances, which are not measured. Landmarks are the tracker's, so drawing is measured, not retargeting.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch

from generators.marotte_neural.drawing import features

from .bundles import Bundle
from .crops import Crop
from .footage import Clip
from .prepare import View
from .tracking import Tracker

FIGURES = ("L1", "PSNR", "SSIM", "AKD", "PSNR of features", "sharpness")
_LONGEST_CLIP = 600


def measured(clip: Clip, bundle: Bundle, count: int, step: int) -> np.ndarray:
    """Means of FIGURES over every `step`-th frame, drawn from `count` sources."""
    sources = [round(i * (len(clip.pictures) - 1) / count) for i in range(count)]
    first = Crop.around(clip.landmarks[0], clip.pictures[0].shape)
    known = bundle.enrolled(*zip(*(clip.alike(first, 0, source) for source in sources), strict=True))
    view, rows = View(first.into(clip.landmarks[0]), first.size), []
    for target in (i for i in range(1, len(clip.pictures), step) if i not in sources):
        landmarks = first.into(clip.landmarks[target])
        drawn, true = bundle.picture(known, landmarks), first.cut(clip.pictures[target])
        rows.append([*_differences(true, drawn), _apart(landmarks, drawn), *_detail(view, landmarks, true, drawn)])
    return np.nanmean(rows, 0)


def _differences(true: np.ndarray, drawn: np.ndarray) -> tuple[float, float, float]:
    error = true.astype(float) - drawn
    return np.abs(error).mean() / 255, _psnr((error**2).mean()), ssim(true, drawn)


def _psnr(error: float) -> float:
    return 10 * np.log10(255**2 / max(error, 1e-9))


def ssim(one: np.ndarray, other: np.ndarray) -> float:
    """SSIM of grey values, with a Gaussian of 1.5 pixels (Wang et al., Image Quality Assessment, 2004)."""
    one, other = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(float) for picture in (one, other))
    blurred = lambda plane: cv2.GaussianBlur(plane, (11, 11), 1.5)  # noqa: E731
    means = blurred(one), blurred(other)
    variances = blurred(one * one) - means[0] ** 2, blurred(other * other) - means[1] ** 2
    together = blurred(one * other) - means[0] * means[1]
    small, large = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    likeness = (2 * means[0] * means[1] + small) * (2 * together + large)
    return (likeness / ((means[0] ** 2 + means[1] ** 2 + small) * (sum(variances) + large))).mean()


def _apart(landmarks: np.ndarray, drawn: np.ndarray) -> float:
    found = Tracker()(drawn)
    if found is None:
        return np.nan
    return np.linalg.norm(found[:, :2] - landmarks[:, :2], axis=1).mean() * 256 / drawn.shape[1]


def _detail(view: View, landmarks: np.ndarray, true: np.ndarray, drawn: np.ndarray) -> tuple[float, float]:
    """PSNR of mouth and eyes in the window, and how much fine detail the drawn window has of the true one's."""
    weights = features(torch.from_numpy(view.landmarks(landmarks))[None])[0, 0, :, :, None].numpy()
    one, other = (view.of(picture).astype(float) for picture in (true, drawn))
    error = ((one - other) ** 2 * weights).sum() / (3 * weights.sum())
    fine = [np.abs(cv2.Laplacian(picture, cv2.CV_64F)).mean() for picture in (one, other)]
    return _psnr(error), fine[1] / fine[0]


def rows(clips: list[Path], bundles: list[Path], counts: list[int], step: int) -> Iterator[tuple[str, ...]]:
    """A table."""
    yield ("clip", "K", "bundle", *FIGURES)
    for path in clips:
        clip = Clip.followed(path, _LONGEST_CLIP)
        for count in counts:
            for bundle in bundles:
                figures = measured(clip, Bundle(bundle), count, step)
                yield path.stem, str(count), bundle.name, *(f"{figure:.4g}" for figure in figures)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__.splitlines()[0])
    arguments.add_argument("clips", type=Path, nargs="+")
    arguments.add_argument("--bundle", type=Path, action="append", required=True)
    arguments.add_argument("--sources", type=int, nargs="+", default=[1, 4, 8])
    arguments.add_argument("--step", type=int, default=5, help="every so-many-th frame is drawn")
    given = arguments.parse_args()
    for row in rows(given.clips, given.bundle, given.sources, given.step):
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
