"""Heads turned artificially: source pictures whose pose a clip does not have.

Landmarks with their depth are rotated rigidly, and the landmark warp draws the picture with them. The result has the
warp's faults (a cheek that was not seen is stretched from what was), but a true target that is far away in pose can be
drawn from it.
"""

from __future__ import annotations

import numpy as np

from generators.landmark_warp.face import CHIN, FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK

from .bundles import Bundle
from .crops import Crop
from .tracking import Tracker

_YAW, _PITCH, _ROLL = (8, 20), 9, 9  # degrees: least and most, most, most
_STRAIGHT = 8  # degrees of yaw below which a head is turned to either side, else towards the front
_BELIEVED = 0.02  # face heights by which found landmarks may differ from drawn ones
_TRIES = 4
_STEP = 128  # pixels: bundles draw multiples of this


def turned(landmarks: np.ndarray, yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Landmarks [478,3] about the middle between the ears; degrees to image right, down and clockwise."""
    (cy, cp, cr), (sy, sp, sr) = (f(np.radians([yaw, pitch, roll])) for f in (np.cos, np.sin))
    aside = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    down = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    leaning = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    middle = landmarks[[LEFT_CHEEK, RIGHT_CHEEK]].mean(0)
    return ((landmarks - middle) @ (leaning @ down @ aside).T + middle).astype(np.float32)


def yaw(landmarks: np.ndarray) -> float:
    """Degrees by which a head looks to image right."""
    right = landmarks[RIGHT_CHEEK] - landmarks[LEFT_CHEEK]
    return float(np.degrees(np.arctan2(right[2], np.hypot(*right[:2]))))


def angles(landmarks: np.ndarray, random: np.random.Generator) -> tuple[float, float, float]:
    """How far to turn a head with these landmarks: one that looks aside is not turned further aside."""
    side = random.choice([-1, 1]) if abs(yaw(landmarks)) < _STRAIGHT else -np.sign(yaw(landmarks))
    return side * random.uniform(*_YAW), random.uniform(-_PITCH, _PITCH), random.uniform(-_ROLL, _ROLL)


class Turner:
    """Draws turned heads with a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def __call__(
        self, picture: np.ndarray, landmarks: np.ndarray, random: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """The picture uint8 [H,W,3] with its head turned, and landmarks; None if no such face is found in it."""
        for _ in range(_TRIES):
            points = turned(landmarks, *angles(landmarks, random))
            drawn = self._drawn(picture, landmarks, points)
            if _seen(drawn, points):
                return drawn, points
        return None

    def _drawn(self, picture: np.ndarray, rest: np.ndarray, points: np.ndarray) -> np.ndarray:
        """Draws at the picture's own resolution, and puts the result back in its place."""
        crop = _unscaled(Crop.around(rest, picture.shape))
        known = self._bundle.enrolled([crop.cut(picture)], [crop.into(rest)])
        return crop.back(self._bundle.picture(known, crop.into(points)), picture)


def _unscaled(crop: Crop) -> Crop:
    """The same area or a little more, each pixel drawn as one."""
    side = -(-crop.side // _STEP) * _STEP
    more = (side - crop.side) // 2
    return Crop(crop.left - more, crop.top - more, side, side)


def _seen(picture: np.ndarray, points: np.ndarray) -> bool:
    found = Tracker()(picture)
    if found is None:
        return False
    height = np.linalg.norm(points[FOREHEAD, :2] - points[CHIN, :2])
    return np.linalg.norm(found[:, :2] - points[:, :2], axis=1).mean() < _BELIEVED * height
