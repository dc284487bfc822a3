"""`python -m training.rendered --out FOLDER`: clips of people who do not exist, for `training.prepare`."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from .acting import RATE, acted
from .assets import MakeHuman
from .people import Person, drawn
from .scenes import scene
from .stage import Stage

_SIDE = 384


def render(makehuman: MakeHuman, out: Path, frames: int, seed: int) -> None:
    """Writes one clip, without loss, from nothing but its seed."""
    random = np.random.default_rng(seed)
    person = Person(makehuman, drawn(makehuman, random))
    stage = Stage(person, scene(_SIDE, random), _SIDE, random)
    unfinished = out.with_stem(f"{out.stem}.part")
    clip = cv2.VideoWriter(str(unfinished), cv2.VideoWriter.fourcc(*"FFV1"), RATE, (_SIDE, _SIDE))
    try:
        for pose in acted(frames, random):
            clip.write(cv2.cvtColor(stage.picture(person.posed(pose)), cv2.COLOR_RGB2BGR))
    finally:
        clip.release()
        stage.close()
    unfinished.rename(out)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m training.rendered", description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--heads", type=int, default=24)
    arguments.add_argument("--first", type=int, default=0, help="number of the first head: others are other people")
    arguments.add_argument("--frames", type=int, default=72)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    makehuman = MakeHuman.fetched()
    for number in range(given.first, given.first + given.heads):
        out = given.out / f"mh_{number:03}.mkv"
        if not out.exists():
            render(makehuman, out, given.frames, number)
        print(f"{out.stem}: {given.frames} frames", flush=True)


if __name__ == "__main__":
    main()
