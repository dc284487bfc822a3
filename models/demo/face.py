"""A face that can be moved: hand-made deformations of one person's landmarks in the space of the canonical face.

Positions are in centimetres, x to the face's left, y up, z out of the face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_CANONICAL_FACE = Path(__file__).resolve().parents[2] / "face/src/main/resources/dev/marotte/face/canonical_face.csv"
_MESH_POINTS = 468

# Lips from corner to corner, the innermost ring first; upper and lower points are opposite each other.
_LIP_CORNERS = [(78, 308), (62, 292), (76, 306), (61, 291)]
_UPPER_LIP = [
    [191, 80, 81, 82, 13, 312, 311, 310, 415],
    [183, 42, 41, 38, 12, 268, 271, 272, 407],
    [184, 74, 73, 72, 11, 302, 303, 304, 408],
    [185, 40, 39, 37, 0, 267, 269, 270, 409],
]
_LOWER_LIP = [
    [95, 88, 178, 87, 14, 317, 402, 318, 324],
    [96, 89, 179, 86, 15, 316, 403, 319, 325],
    [77, 90, 180, 85, 16, 315, 404, 320, 307],
    [146, 91, 181, 84, 17, 314, 405, 321, 375],
]
_CORNERS = [corner for pair in _LIP_CORNERS for corner in pair]
_LIPS = [point for ring in (*_UPPER_LIP, *_LOWER_LIP) for point in ring] + _CORNERS

# Lids from the outer to the inner corner of the eye, the edge first, then the folds around it.
_UPPER_LIDS = [
    [[246, 161, 160, 159, 158, 157, 173], [247, 30, 29, 27, 28, 56, 190], [113, 225, 224, 223, 222, 221, 189]],
    [[466, 388, 387, 386, 385, 384, 398], [467, 260, 259, 257, 258, 286, 414], [342, 445, 444, 443, 442, 441, 413]],
]
_LOWER_LIDS = [
    [[7, 163, 144, 145, 153, 154, 155], [25, 110, 24, 23, 22, 26, 112]],
    [[249, 390, 373, 374, 380, 381, 382], [255, 339, 254, 253, 252, 256, 341]],
]
_EYE_CORNERS = [33, 133, 362, 263]
_IRISES = [list(range(468, 473)), list(range(473, 478))]
_BROWS = [70, 63, 105, 66, 107, 46, 53, 52, 65, 55, 300, 293, 334, 296, 336, 276, 283, 282, 295, 285]
_LIDS = [point for eye in (*_UPPER_LIDS, *_LOWER_LIDS) for ring in eye for point in ring] + _EYE_CORNERS

_NOSE = [1, 2, 4, 5, 6, 19, 94, 97, 98, 168, 195, 197, 326, 327, 48, 64, 102, 278, 294, 331]
_JAW_LINE = {152: 1, 148: 1, 176: 0.97, 149: 0.9, 150: 0.78, 136: 0.6, 172: 0.4, 58: 0.2, 132: 0.08}
_JAW_LINE |= {377: 1, 400: 0.97, 378: 0.9, 379: 0.78, 365: 0.6, 397: 0.4, 288: 0.2, 361: 0.08}
_UPPER_OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 93, 234, 127, 162, 21, 54, 103, 67, 109]
_EAR_POINTS = [234, 454]

_JAW_DEGREES = 15.0
_SHARE_OF_LIP_RINGS = (1, 0.85, 0.6, 0.35)


@dataclass(frozen=True)
class Fit:
    """Where the canonical face lies: point = scale · rotation · canonical + translation, y up and z to the viewer."""

    scale: float
    rotation: np.ndarray
    translation: np.ndarray

    def to_face(self, landmarks: np.ndarray) -> np.ndarray:
        """Landmarks in pixels, y down, z away → centimetres in the face's own space."""
        return (landmarks * [1, -1, -1] - self.translation) @ self.rotation / self.scale

    def to_picture(self, points: np.ndarray) -> np.ndarray:
        return (self.scale * points @ self.rotation.T + self.translation) * [1, -1, -1]


def fit(landmarks: np.ndarray) -> Fit:
    """Weighted Procrustes of the canonical face to landmarks [478,3] in pixels."""
    vertices, weights, _ = canonical()
    target = landmarks[:_MESH_POINTS] * [1, -1, -1]
    share = weights[:, None] / weights.sum()
    source_centre, target_centre = (share * vertices).sum(axis=0), (share * target).sum(axis=0)
    source, aligned = vertices - source_centre, target - target_centre
    left, stretches, right = np.linalg.svd((share * aligned).T @ source)
    mirror = np.array([1, 1, np.sign(np.linalg.det(left @ right))])
    rotation = left * mirror @ right
    scale = (stretches * mirror).sum() / (share * source**2).sum()
    return Fit(scale, rotation, target_centre - scale * rotation @ source_centre)


def canonical() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices [468,3], weights of the fit [468] and triangles [898,3]."""
    lines = [line.split(",") for line in _CANONICAL_FACE.read_text().splitlines()]
    vertices = np.array([line[1:] for line in lines if line[0] == "vertex"], float)
    triangles = np.array([line[1:] for line in lines if line[0] == "triangle"], int)
    return vertices[:, :3], vertices[:, 5], triangles


class Face:
    """One person's neutral landmarks [478,3]; `posed` moves them.

    `relaxed` removes a smile from them first: how far the corners of the mouth come back, in units of `wide`.
    """

    def __init__(self, neutral: np.ndarray, relaxed: float = 0) -> None:
        self._neutral = neutral
        self._relaxed = relaxed
        _, _, triangles = canonical()
        spread = _Spread(triangles)
        self._jaw = spread.from_points(
            dict.fromkeys([*_UPPER_OVAL, *_NOSE, *_LIDS, *_BROWS], 0.0)
            | {point: 0.0 for ring in _UPPER_LIP for point in ring}
            | {point: 1.0 for ring in _LOWER_LIP for point in ring[1:-1]}
            | {point: 0.7 for ring in _LOWER_LIP for point in (ring[0], ring[-1])}
            | dict.fromkeys(_CORNERS, 0.38)
            | _JAW_LINE
        )
        still = dict.fromkeys([*_UPPER_OVAL, *_JAW_LINE, *_NOSE, *_LIDS, *_BROWS], 0.0)
        self._mouth = spread.from_points(still | dict.fromkeys(_LIPS, 1.0))
        self._brows = spread.from_points(
            dict.fromkeys([*_UPPER_OVAL, *_JAW_LINE, *_NOSE, *_LIPS], 0.0)
            | dict.fromkeys(_LIDS, 0.0)
            | {point: 0.25 for eye in _UPPER_LIDS for point in eye[2]}
            | dict.fromkeys(_BROWS, 1.0)
        )

    def posed(self, motion: dict[str, float]) -> np.ndarray:
        """Landmarks [478,3] with the expression of one frame of the script, the head unmoved."""
        points = self._neutral.copy()
        self._open_jaw(points, motion["jaw"])
        self._round_lips(points, motion["round"])
        self._widen_lips(points, motion["wide"] - self._relaxed)
        self._tuck_lower_lip(points, motion["tuck"])
        self._shut_lips(points, motion["shut"])
        self._raise_brows(points, motion["brow"])
        self._look(points, motion["gaze_left"], motion["gaze_up"])
        self._blink(points, motion["blink"])
        return points

    def _open_jaw(self, points: np.ndarray, amount: float) -> None:
        """Rotates about the axis through the jaw's joints, which lie in front of the ears and a little below them."""
        joint = self._neutral[_EAR_POINTS].mean(axis=0) + np.array([0, -1.5, 1])
        angles = np.radians(_JAW_DEGREES * amount) * self._jaw
        y, z = (self._neutral[:_MESH_POINTS] - joint)[:, 1:].T
        points[:_MESH_POINTS, 1] += y * (np.cos(angles) - 1) - z * np.sin(angles)
        points[:_MESH_POINTS, 2] += z * (np.cos(angles) - 1) + y * np.sin(angles)

    def _round_lips(self, points: np.ndarray, amount: float) -> None:
        weights = amount * self._mouth
        points[:_MESH_POINTS, 0] *= 1 - 0.27 * weights
        points[:_MESH_POINTS, 2] += 0.55 * weights

    def _widen_lips(self, points: np.ndarray, amount: float) -> None:
        """The corners go out, up and back; the middle of the lips stays."""
        half_width = abs(self._neutral[_LIP_CORNERS[0], 0]).mean()
        sideways = np.clip(self._neutral[:_MESH_POINTS, 0] / half_width, -1.3, 1.3)
        weights = amount * self._mouth
        points[:_MESH_POINTS, 0] += 0.4 * weights * sideways
        points[:_MESH_POINTS, 1] += 0.2 * weights * sideways**2
        points[:_MESH_POINTS, 2] -= 0.15 * weights * sideways**2

    def _tuck_lower_lip(self, points: np.ndarray, amount: float) -> None:
        """Moves the lower lip up to the upper teeth, as for an f."""
        gap = points[_UPPER_LIP[0]] - points[_LOWER_LIP[0]]
        for ring, share in zip(_LOWER_LIP, _SHARE_OF_LIP_RINGS, strict=True):
            points[ring] += amount * share * (0.75 * gap + [0, 0, -0.2])

    def _shut_lips(self, points: np.ndarray, amount: float) -> None:
        """Brings the lips together, nearer to the upper one."""
        gap = points[_UPPER_LIP[0]] - points[_LOWER_LIP[0]]
        for upper, lower, share in zip(_UPPER_LIP, _LOWER_LIP, _SHARE_OF_LIP_RINGS, strict=True):
            points[upper] -= amount * share * 0.35 * gap
            points[lower] += amount * share * 0.65 * gap

    def _raise_brows(self, points: np.ndarray, amount: float) -> None:
        points[:_MESH_POINTS] += amount * self._brows[:, None] * np.array([0, 0.65, 0.05])

    def _look(self, points: np.ndarray, left: float, up: float) -> None:
        """Irises turn with the eyeball; the upper lids follow them up and down."""
        for iris, upper in zip(_IRISES, _UPPER_LIDS, strict=True):
            points[iris] += [0.42 * left, 0.25 * up, 0]
            points[upper[0]] += [0, 0.14 * up, 0]
            points[upper[1]] += [0, 0.08 * up, 0]

    def _blink(self, points: np.ndarray, amount: float) -> None:
        """The upper lid comes down nearly all the way."""
        for upper, lower in zip(_UPPER_LIDS, _LOWER_LIDS, strict=True):
            gap = points[upper[0]] - points[lower[0]]
            for ring, share in zip(upper, (0.88, 0.55, 0.12), strict=True):
                points[ring] -= amount * share * gap
            for ring, share in zip(lower, (0.1, 0.06), strict=True):
                points[ring] += amount * share * gap


class _Spread:
    """Spreads values from some vertices of the mesh over all others, like heat."""

    def __init__(self, triangles: np.ndarray) -> None:
        neighbours = np.zeros((_MESH_POINTS, _MESH_POINTS))
        for a, b in ((0, 1), (1, 2), (2, 0)):
            neighbours[triangles[:, a], triangles[:, b]] = neighbours[triangles[:, b], triangles[:, a]] = 1
        self._laplacian = np.diag(neighbours.sum(axis=1)) - neighbours

    def from_points(self, values: dict[int, float]) -> np.ndarray:
        known = np.array(list(values))
        unknown = np.setdiff1d(np.arange(_MESH_POINTS), known)
        spread = np.zeros(_MESH_POINTS)
        spread[known] = list(values.values())
        pull = -self._laplacian[np.ix_(unknown, known)] @ spread[known]
        spread[unknown] = np.linalg.solve(self._laplacian[np.ix_(unknown, unknown)], pull)
        return spread


def turned(
    points: np.ndarray, yaw: float, pitch: float, roll: float, pivot: Sequence[float] = (0, -9, -6)
) -> np.ndarray:
    """The head turned about the neck; positive angles look to the face's left, up, and tilt to its right shoulder."""
    return (points - pivot) @ rotation(yaw, pitch, roll).T + pivot


def rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """[3,3] from degrees: roll first, then pitch, then yaw."""
    y, p, r = np.radians([yaw, -pitch, roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return about_y @ about_x @ about_z


def lip_pairs() -> list[tuple[int, int, float]]:
    """Upper and lower points across from each other, and how far they follow when the lips are shut."""
    return [
        (upper, lower, share)
        for uppers, lowers, share in zip(_UPPER_LIP, _LOWER_LIP, _SHARE_OF_LIP_RINGS, strict=True)
        for upper, lower in zip(uppers, lowers, strict=True)
    ]
