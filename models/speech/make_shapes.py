"""Writes how a mouth moves points, from the demo's deformations of the canonical face: python -m speech.make_shapes"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demo import face

RESULT = Path(__file__).parents[2] / "speech-stage/src/main/resources/dev/marotte/speech/mouth_shapes.csv"
SHAPES = ("jaw", "wide", "round", "blink")
_STILL = dict.fromkeys(("jaw", "wide", "round", "tuck", "shut", "brow", "gaze_left", "gaze_up", "blink"), 0.0)
_NEARLY_SHUT = 0.5
"""The canonical face shows its teeth; a mouth between two sounds hardly opens."""

_IRIS_CENTIMETRES = 0.58
_TO_PICTURE = np.array([1, -1, -1])


def main() -> None:
    rest = face.Face(neutral()).posed(_STILL | {"shut": _NEARLY_SHUT})
    moved = face.Face(rest)
    fields = [moved.posed(_STILL | {shape: 1.0}) - rest for shape in SHAPES]
    lines = ["kind,point or upper,x or lower,y or share,z" + "".join(f",{s}.x,{s}.y,{s}.z" for s in SHAPES)]
    for point in range(len(rest)):
        numbers = [rest[point], *(field[point] for field in fields)]
        values = np.concatenate([triple * _TO_PICTURE for triple in numbers])
        lines.append(f"point,{point}," + ",".join(f"{value + 0:.4f}".replace("-0.0000", "0.0000") for value in values))
    for upper, lower, share in face.lip_pairs():
        lines.append(f"lips,{upper},{lower},{share}")
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text("\n".join(lines) + "\n")


def neutral() -> np.ndarray:
    """The canonical face [478,3] with irises between the corners of its eyes."""
    vertices, _, _ = face.canonical()
    irises = []
    for outer, inner, upper, lower in ((33, 133, 159, 145), (263, 362, 386, 374)):
        centre = (vertices[outer] + vertices[inner]) / 2
        centre[1] = (vertices[upper, 1] + vertices[lower, 1]) / 2
        centre[2] = (vertices[upper, 2] + vertices[lower, 2]) / 2
        around = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]])
        irises.append(centre + _IRIS_CENTIMETRES * around)
    return np.concatenate([vertices, *irises])


if __name__ == "__main__":
    main()
