"""`python -m training.prepare CLIP… --out FOLDER`: pairs of frames, one warped to the other.

Of each clip, frames that differ much in pose and expression become source pictures. The landmark warp draws each of
them with the landmarks of other frames, two neighbours in time at once: some of them from this source alone, some from
several, this one first; with `--turned`, also from sources whose heads were turned artificially (see `turning`). For a
still, a file of one frame, all sources are of this kind, and their targets are the still itself (see `stills`). One
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
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch

from generators.marotte_neural.encoder import FACE_SIDE
from generators.marotte_neural.window import SIDE, looking, to_window, window
from proof.converted import Converted
from proof.fixtures import REPOSITORY

from .bundles import Bundle, planes
from .footage import Clip, UnusableError
from .turning import Turner

_MATTE = "identity/src/main/resources/dev/marotte/identity/selfie_matte.onnx"
_MOST = 8  # sources of a pair
_COUNTS = (2, 4, 8)


@dataclass(frozen=True)
class Amount:
    """How much is taken from each clip; every source gives two pairs for each of its runs."""

    frames: int = 360
    sources: int = 8
    runs: int = 5
    shared: int = 3  # runs drawn from several sources
    turned: int = 0  # further sources, whose heads are turned artificially; none is drawn with others

    def of_a_still(self) -> Amount:
        """As many sources, all turned: the warp's drawing from the still itself needs no correction."""
        return replace(self, sources=0, turned=self.sources)


class Studio:
    """Draws pairs with the landmark warp."""

    def __init__(self, bundle: Path) -> None:
        self._bundle, self._matte = Bundle(bundle), Converted(_MATTE)
        self.turner = Turner(self._bundle)

    def source(self, clip: Clip, source: int) -> dict[str, np.ndarray]:
        """The data of a source for a file."""
        crop = clip.crop(source)
        picture, rest = crop.cut(clip.pictures[source]), crop.into(clip.landmarks[source])
        view = View(rest, crop.size)
        behind = planes(self._bundle.enrolled([picture], [rest])["background"][0, 0])
        shown = {"faces": view.of(picture, FACE_SIDE), "portraits": view.of(picture), "behind": view.of(behind)}
        return {**shown, "rest": view.landmarks(rest)}

    def pairs(self, clip: Clip, sources: list[int], targets: list[int]) -> dict[str, np.ndarray]:
        """The data for a file of frames drawn from sources, the first of which defines the window."""
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


def prepare(path: Path, out: Path, studio: Studio, amount: Amount, seed: int) -> int:
    """Writes the file of one clip atomically; returns its number of pairs, or raises UnusableError."""
    clip, random = Clip.followed(path, amount.frames), np.random.default_rng(seed)
    if clip.still:
        clip, amount = clip.held(np.random.default_rng([seed, 2])), amount.of_a_still()
    plain = clip.sources(amount.sources)
    sources = plain + clip.turned(amount.turned, studio.turner, np.random.default_rng([seed, 1]))
    if not sources:
        raise UnusableError(f"{path.name}: no face was found again when its head was turned. Another still may do.")
    alone = [studio.source(clip, source) for source in sources]
    pairs = [
        _drawn(studio, clip, [sources[each] for each in chosen], clip.targets(source, runs, random), chosen)
        for number, source in enumerate(sources)
        for chosen, runs in _drawings(number, len(plain), amount, random)
    ]
    joined = {name: np.concatenate([each[name] for each in pairs]) for name in pairs[0]}
    _write(out / f"{path.stem}.npz", {name: np.stack([each[name] for each in alone]) for name in alone[0]} | joined)
    return len(joined["sources"])


def _drawn(studio: Studio, clip: Clip, sources: list[int], targets: list[int], chosen: list[int]) -> dict:
    """Pairs, and which sources of the file they are drawn from."""
    known = np.array(chosen + [-1] * (_MOST - len(chosen)))
    return {**studio.pairs(clip, sources, targets), "sources": np.tile(known, (len(targets), 1))}


def _write(file: Path, arrays: dict[str, np.ndarray]) -> None:
    unfinished = file.with_suffix(".part")
    with unfinished.open("wb") as opened:
        np.savez(opened, **arrays)
    unfinished.replace(file)


def _drawings(number: int, plain: int, amount: Amount, random: np.random.Generator) -> list[tuple[list[int], int]]:
    """Which sources, the first of which has this number, how many runs are drawn from; turned ones stay alone."""
    if number >= plain:
        return [([number], amount.runs)]
    others = random.permutation([other for other in range(plain) if other != number])
    several = [number, *others[: _COUNTS[number % len(_COUNTS)] - 1]]
    return [([number], amount.runs), (several, amount.shared)]


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m training.prepare", description=__doc__.splitlines()[0])
    arguments.add_argument("clips", type=Path, nargs="+", help="clips, or stills, of one face each")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument(
        "--base", type=Path, default=REPOSITORY / "identity/src/main/resources/bundles/landmark-warp"
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
        print(_told(clip, given.out, studio, amount, seed), flush=True)


def _told(clip: Path, out: Path, studio: Studio, amount: Amount, seed: int) -> str:
    try:
        return f"{clip.stem}: {prepare(clip, out, studio, amount, seed)} pairs"
    except UnusableError as reason:
        return str(reason)


if __name__ == "__main__":
    main()
