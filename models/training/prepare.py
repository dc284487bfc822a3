"""`python -m training.prepare CLIP… --out FOLDER`: pairs of frames, the one warped to the other.

Of each clip, frames that differ much in pose and expression become source pictures. The landmark warp draws each of
them with the landmarks of other frames, two neighbours in time at once: some of them from this source alone, some from
several, this one first; with `--turned`, also from sources whose heads were turned artificially (see `turning`). One
file `CLIP.npz` holds, for n sources and m pairs, all in windows (see `generators.marotte_neural.window`), as the
network sees them:

| name | type, shape | |
|---|---|---|
| `faces` | uint8 [n,128,128,3] | source pictures |
| `portraits` | uint8 [n,256,256,3] | the same, larger |
| `rest` | float32 [n,478,3] | their landmarks |
| `behind` | uint8 [n,256,256,3] | the background, where the person was filled from its surroundings |
| `sources` | int64 [m,8] | those of each pair, the first one first, −1 where there are fewer; pairs 2i and 2i + 1 are \
neighbours in time |
| `warped` | uint8 [m,256,256,4] | the source drawn with the target's landmarks: premultiplied colours, alpha |
| `target`, `matte` | uint8 [m,256,256,3], [m,256,256] | the true frame, and where its person is |
| `landmarks` | float32 [m,478,3] | of the target |
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from generators.landmark_warp.likeness import shape
from generators.marotte_neural.encoder import FACE_SIDE
from generators.marotte_neural.window import SIDE, looking, to_window, window
from proof.converted import Converted
from proof.fixtures import REPOSITORY

from .bundles import Bundle, planes
from .crops import Crop
from .tracking import Tracker, frames
from .turning import Turner

_MATTE = "render-stage/src/main/resources/dev/marotte/render/selfie_matte.onnx"
_LONGEST, _LARGEST = 960, 512  # pixels of a frame's longer side, and of a crop
_FARTHEST = 0.35  # face heights that a head may be away from where it is in the source
_NO_MOMENT = -1
_MOST = 8  # sources of a pair
_COUNTS = (2, 4, 8)


@dataclass(frozen=True)
class Amount:
    """How much is taken of each clip; every source gives two pairs for each of its runs."""

    frames: int = 360
    sources: int = 8
    runs: int = 5
    shared: int = 3  # runs drawn from several sources
    turned: int = 0  # further sources, whose heads are turned artificially; none is drawn with others


class Clip:
    """The frames in which a face was found."""

    def __init__(self, path: Path, most: int) -> None:
        track = Tracker()
        found = [(picture, track(picture)) for picture in map(_shrunk, frames(path, most))]
        kept = [(index, picture, points) for index, (picture, points) in enumerate(found) if points is not None]
        self.indices, self.pictures, landmarks = zip(*kept, strict=True)
        self.landmarks = np.stack(landmarks)
        self.apart = _apart(self.landmarks)

    def sources(self, count: int) -> list[int]:
        """The first frame, then always the one that differs most from those chosen."""
        chosen = [0][:count]
        while len(chosen) < min(count, len(self.pictures)):
            chosen.append(int(self.apart[chosen].min(0).argmax()))
        return chosen

    def turned(self, count: int, turner: Turner, random: np.random.Generator) -> list[int]:
        """Further frames, of no moment and so no targets: sources with their heads turned, where that can be seen."""
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


class Studio:
    """Draws pairs with the landmark warp."""

    def __init__(self, bundle: Path) -> None:
        self._bundle, self._matte = Bundle(bundle), Converted(_MATTE)
        self.turner = Turner(self._bundle)

    def source(self, clip: Clip, source: int) -> dict[str, np.ndarray]:
        """What a source gives to a file by itself."""
        crop = clip.crop(source)
        picture, rest = crop.cut(clip.pictures[source]), crop.into(clip.landmarks[source])
        view = View(rest, crop.size)
        behind = planes(self._bundle.enrolled([picture], [rest])["background"][0, 0])
        shown = {"faces": view.of(picture, FACE_SIDE), "portraits": view.of(picture), "behind": view.of(behind)}
        return {**shown, "rest": view.landmarks(rest)}

    def pairs(self, clip: Clip, sources: list[int], targets: list[int]) -> dict[str, np.ndarray]:
        """What frames drawn from sources, the first of which gives the window, give to a file."""
        crop = clip.crop(sources[0])
        known = self._bundle.enrolled(*zip(*(clip.alike(crop, sources[0], each) for each in sources), strict=True))
        view = View(crop.into(clip.landmarks[sources[0]]), crop.size)
        landmarks = [crop.into(clip.landmarks[target]) for target in targets]
        truths = [crop.cut(clip.pictures[target]) for target in targets]
        drawn = [self._bundle.words(known, each) for each in landmarks]
        return {
            "warped": np.stack([view.of(np.dstack([planes(words), words & 255])) for words in drawn]),
            "target": np.stack([view.of(truth) for truth in truths]),
            "matte": np.stack([view.of(self._person(truth)) for truth in truths]),
            "landmarks": np.stack([view.landmarks(each) for each in landmarks]),
        }

    def _person(self, picture: np.ndarray) -> np.ndarray:
        small = cv2.resize(picture, (256, 256), interpolation=cv2.INTER_AREA)
        matte = self._matte.run(small[None])[0][0]
        return cv2.resize(matte, picture.shape[:2], interpolation=cv2.INTER_LINEAR)[..., None] * 255


class View:
    """The window around a source's face, for all pictures of its crop."""

    def __init__(self, rest: np.ndarray, size: int) -> None:
        self._window, self._size = window(torch.from_numpy(rest)[None]), size

    def of(self, picture: np.ndarray, side: int = SIDE) -> np.ndarray:
        """Picture [S,S,C], values 0…255, to uint8 [side,side,C], without an axis of length 1."""
        down, across = looking(self._window, self._size, side)
        channels = torch.from_numpy(np.ascontiguousarray(picture)).float().permute(2, 0, 1)
        seen = (down @ channels @ across.transpose(1, 2) + 0.5).clamp(0, 255)
        return seen.to(torch.uint8).permute(1, 2, 0).squeeze(-1).numpy()

    def landmarks(self, points: np.ndarray) -> np.ndarray:
        return to_window(torch.from_numpy(points)[None], self._window)[0].numpy()


def _shrunk(picture: np.ndarray) -> np.ndarray:
    scale = min(1.0, _LONGEST / max(picture.shape))
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture


def prepare(path: Path, out: Path, studio: Studio, amount: Amount, seed: int) -> int:
    """Writes the file of one clip; returns its number of pairs."""
    clip, random = Clip(path, amount.frames), np.random.default_rng(seed)
    plain = clip.sources(amount.sources)
    sources = plain + clip.turned(amount.turned, studio.turner, np.random.default_rng([seed, 1]))
    alone = [studio.source(clip, source) for source in sources]
    pairs = []
    for number, source in enumerate(sources):
        for chosen, runs in _drawings(number, len(plain), amount, random):
            targets = clip.targets(source, runs, random)
            drawn = studio.pairs(clip, [sources[each] for each in chosen], targets)
            known = np.array(chosen + [-1] * (_MOST - len(chosen)))
            pairs.append({**drawn, "sources": np.tile(known, (len(targets), 1))})
    stacked = {name: np.stack([each[name] for each in alone]) for name in alone[0]}
    joined = {name: np.concatenate([each[name] for each in pairs]) for name in pairs[0]}
    np.savez(out / f"{path.stem}.npz", **stacked, **joined)
    return len(joined["sources"])


def _drawings(number: int, plain: int, amount: Amount, random: np.random.Generator) -> list[tuple[list[int], int]]:
    """From which sources, the first of which has this number, how many runs are drawn; turned ones stay alone."""
    if number >= plain:
        return [([number], amount.runs)]
    others = random.permutation([other for other in range(plain) if other != number])
    several = [number, *others[: _COUNTS[number % len(_COUNTS)] - 1]]
    return [([number], amount.runs), (several, amount.shared)]


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m training.prepare", description=__doc__.splitlines()[0])
    arguments.add_argument("clips", type=Path, nargs="+")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument(
        "--base", type=Path, default=REPOSITORY / "render-stage/src/main/resources/bundles/landmark-warp"
    )
    arguments.add_argument("--sources", type=int, default=Amount.sources)
    arguments.add_argument("--runs", type=int, default=Amount.runs)
    arguments.add_argument("--shared", type=int, default=Amount.shared)
    arguments.add_argument("--turned", type=int, default=Amount.turned, help="further sources, turned artificially")
    arguments.add_argument("--frames", type=int, default=Amount.frames)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    amount, studio = Amount(given.frames, given.sources, given.runs, given.shared, given.turned), Studio(given.base)
    for seed, clip in enumerate(given.clips):
        print(f"{clip.stem}: {prepare(clip, given.out, studio, amount, seed)} pairs", flush=True)


if __name__ == "__main__":
    main()
