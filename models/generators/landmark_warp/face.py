"""The canonical face and the landmark sets of its features, all derived from the mesh the Java modules use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

_CSV = Path(__file__).resolve().parents[3] / "face/src/main/resources/dev/marotte/face/canonical_face.csv"

FOREHEAD, CHIN, LEFT_CHEEK, RIGHT_CHEEK = 10, 152, 234, 454
MOUTH_LEFT, MOUTH_RIGHT, UPPER_LIP, LOWER_LIP = 61, 291, 13, 14

# Curves run from image left to image right.
UPPER_INNER_LIP = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308]
LOWER_INNER_LIP = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308]
UPPER_LIP_ROWS = [
    *(61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291),
    *(76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306),
    *(62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292),
    *UPPER_INNER_LIP,
]
LOWER_LIP_ROWS = [
    *(61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291),
    *(76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306),
    *(62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292),
    *LOWER_INNER_LIP,
]
OVAL = [
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
]
EAR_TO_EAR = [454, 356, 389, 251, 284, 332, 297, 338, 10, 109, 67, 103, 54, 21, 162, 127, 234]
NOSE = [6, 197, 195, 5, 4, 1, 2, 98, 327, 64, 294, 48, 278, 129, 358, 168]
# Points that expression hardly moves; they carry the skull.
SKULL = [
    *(
        6,
        168,
        197,
        195,
        5,
        4,
        133,
        362,
        33,
        263,
        127,
        356,
        234,
        454,
        10,
        151,
        9,
        8,
        67,
        297,
        103,
        332,
        54,
        284,
        21,
        251,
    ),
    *(162, 389),
]
SKIN = [50, 280, 205, 425, 101, 330, 36, 266]
LAYER = 97  # landmarks that steer one lip or lid
LIPS = [85, 315, 15, 16, 72, 302, 11]


@dataclass(frozen=True)
class Eye:
    """One eye's curves, from image left to image right."""

    upper: list[int]
    lower: list[int]
    crease: list[int]
    brow: list[int]
    iris: int

    @property
    def corners(self) -> list[int]:
        return [self.upper[0], self.upper[-1]]


EYES = [
    Eye(
        upper=[33, 246, 161, 160, 159, 158, 157, 173, 133],
        lower=[33, 7, 163, 144, 145, 153, 154, 155, 133],
        crease=[130, 247, 30, 29, 27, 28, 56, 190, 243],
        brow=[46, 53, 52, 65, 55],
        iris=468,
    ),
    Eye(
        upper=[362, 398, 384, 385, 386, 387, 388, 466, 263],
        lower=[362, 382, 381, 380, 374, 373, 390, 249, 263],
        crease=[463, 414, 286, 258, 257, 259, 260, 467, 359],
        brow=[285, 295, 282, 283, 276],
        iris=473,
    ),
]


def _rows(kind: str) -> np.ndarray:
    """The first three numbers of each row of this kind."""
    rows = [line.split(",") for line in _CSV.read_text().splitlines()]
    return np.array([[float(value) for value in row[1:4]] for row in rows if row[0] == kind])


def canonical_vertices() -> np.ndarray:
    """468 × (x, y, z) in face heights; x to image right, y up, z towards the viewer."""
    points = _rows("vertex")
    return points / np.linalg.norm(points[FOREHEAD] - points[CHIN])


FACE = canonical_vertices()
TRIANGLES = _rows("triangle").astype(int)


def spacing(landmarks: list[int], neighbours: int) -> np.ndarray:
    """Mean distance in face heights to the nearest others of the set, seen from the front."""
    points = FACE[landmarks, :2]
    distances = np.sort(np.linalg.norm(points[:, None] - points[None], axis=-1), axis=1)
    return distances[:, 1 : neighbours + 1].mean(1)


def coarse_landmarks(count: int) -> list[int]:
    """Contour, brows and nose, then the farthest points first; lips and lids have layers of their own."""
    layered = {i for eye in EYES for i in eye.upper + eye.lower} | set(UPPER_LIP_ROWS + LOWER_LIP_ROWS)
    chosen = [*OVAL, *NOSE, 70, 63, 105, 66, 107, 300, 293, 334, 296, 336]
    chosen += [33, 133, 362, 263, 159, 145, 386, 374, 61, 291, 0, 17]
    return _filled(chosen, [i for i in range(len(FACE)) if i not in layered and i not in chosen], count)


def _filled(chosen: list[int], free: list[int], count: int) -> list[int]:
    """As many landmarks as `count`: the chosen ones, then repeatedly the free one that is farthest from all others."""
    chosen, free = [*chosen], [*free]
    while free and len(chosen) < count:
        distances = np.linalg.norm(FACE[free][:, None] - FACE[chosen][None], axis=-1).min(1)
        chosen.append(free.pop(int(distances.argmax())))
    return chosen


def mouth_layers() -> tuple[list[int], list[int]]:
    """Landmarks that move with the upper lip and with the lower lip; those beside the mouth are in both."""
    centre, half = FACE[[MOUTH_LEFT, MOUTH_RIGHT]].mean(0), abs(FACE[MOUTH_LEFT, 0])
    rims = {i for eye in EYES for i in eye.upper + eye.lower}
    upper_lip, lower_lip = list(dict.fromkeys(UPPER_LIP_ROWS)), list(dict.fromkeys(LOWER_LIP_ROWS))
    lips, upper, lower = {*upper_lip, *lower_lip}, [], []
    for i in _near(centre, 0.30):
        if i in lips or i in rims:
            continue
        beside = abs(FACE[i, 0]) > half * 1.02
        if beside or FACE[i, 1] > centre[1]:
            upper.append(i)
        if beside or FACE[i, 1] <= centre[1]:
            lower.append(i)
    return _filled(upper_lip, upper, LAYER), _filled(lower_lip, lower, LAYER)


def eye_layers(eye: Eye) -> tuple[list[int], list[int]]:
    """Landmarks that move with the upper lid and with the lower lid; corners and those beside the eye are in both."""
    left, right = FACE[eye.corners]
    foreign = {i for other in EYES if other is not eye for i in other.upper + other.lower}
    upper, lower = [], []
    for i in _near((left + right) / 2, 0.24):
        if i in foreign or i in eye.upper or i in eye.lower:
            continue
        x, y = FACE[i, :2]
        beside = x < left[0] or x > right[0]
        above = y > np.interp(x, [left[0], right[0]], [left[1], right[1]])
        if beside or above:
            upper.append(i)
        if beside or not above:
            lower.append(i)
    return _filled(eye.upper, upper, LAYER), _filled(eye.lower, lower, LAYER)


def _near(centre: np.ndarray, radius: float) -> list[int]:
    return [i for i in range(len(FACE)) if np.linalg.norm((FACE[i] - centre)[:2]) < radius]
