"""`python -m demo.playable FILE` decodes a clip to its end and fails where pictures and sound differ in length."""

from __future__ import annotations

import sys

import av

_TOLERANCE_SECONDS = 0.1


def lengths(path: str) -> tuple[int, float, float]:
    """Number of pictures, then seconds of pictures and of sound, all of it decoded."""
    with av.open(path) as clip:
        pictures = sum(1 for _ in clip.decode(video=0))
        rate = float(clip.streams.video[0].average_rate)
    with av.open(path) as clip:
        sound = sum(frame.samples / frame.sample_rate for frame in clip.decode(audio=0))
    return pictures, pictures / rate, sound


def main() -> None:
    pictures, seen, heard = lengths(sys.argv[1])
    print(f"{pictures} pictures, {seen:.2f} s to see, {heard:.2f} s to hear")
    if abs(seen - heard) > _TOLERANCE_SECONDS:
        sys.exit("sound and pictures differ in length")


if __name__ == "__main__":
    main()
