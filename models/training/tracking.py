"""Clips as pictures and landmarks, found with the detector and the mesh that the Java modules use."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from landmarks import attention
from landmarks.__main__ import DETECTOR, MESH
from proof.converted import Converted

_PRESENT, _MARGIN, _FITS = 0.5, 1.5, 3
_DETECTOR_SIDE = 128


def frames(clip: Path, most: int) -> Iterator[np.ndarray]:
    """Pictures uint8 [H,W,3] RGB, at most `most`."""
    capture = cv2.VideoCapture(str(clip))
    try:
        for _ in range(most):
            found, picture = capture.read()
            if not found:
                return
            yield np.ascontiguousarray(picture[:, :, ::-1])
    finally:
        capture.release()


class Tracker:
    """Follows one face: the detector runs only while none is held."""

    def __init__(self) -> None:
        self._detector, self._mesh = Converted(DETECTOR.result), Converted(MESH.result)
        self._region: tuple[float, float, float, float] | None = None

    def __call__(self, picture: np.ndarray) -> np.ndarray | None:
        """Landmarks [478,3] in pixels of the picture, or None."""
        fits = 1 if self._region else _FITS
        self._region = self._region or self._detected(picture)
        points = None
        for _ in range(fits):
            if self._region:
                points = self._fitted(picture)
                self._region = None if points is None else region(points)
        return points

    def _detected(self, picture: np.ndarray) -> tuple[float, float, float, float] | None:
        height, width = picture.shape[:2]
        side = max(height, width)
        square = cv2.copyMakeBorder(picture, 0, side - height, 0, side - width, cv2.BORDER_CONSTANT)
        small = cv2.resize(square, (_DETECTOR_SIDE, _DETECTOR_SIDE), interpolation=cv2.INTER_AREA)
        scores, boxes, keypoints = self._detector.run(small[None])
        best = scores[0].argmax()
        if scores[0, best] < _PRESENT:
            return None
        left, top, right, bottom = boxes[0, best] * side
        across = keypoints[0, best, 1] - keypoints[0, best, 0]
        longer = _MARGIN * max(right - left, bottom - top)
        return (left + right) / 2, (top + bottom) / 2, longer, math.atan2(across[1], across[0])

    def _fitted(self, picture: np.ndarray) -> np.ndarray | None:
        x, y, side, angle = self._region
        scale = side / attention.SIZE
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        slopes = turn * scale
        to_frame = np.column_stack([slopes, np.array([x, y]) - slopes @ np.full(2, attention.SIZE / 2)])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        crop = cv2.warpAffine(picture, to_frame, (attention.SIZE, attention.SIZE), flags=flags)
        landmarks, presence = self._mesh.run(crop[None])
        if presence[0] < _PRESENT:
            return None
        flat = landmarks[0, :, :2] @ slopes.T + to_frame[:, 2]
        return np.concatenate([flat, landmarks[0, :, 2:] * scale], 1).astype(np.float32)


def region(points: np.ndarray) -> tuple[float, float, float, float]:
    """Middle, side and angle of the upright square around all points, with a margin."""
    across = points[263, :2] - points[33, :2]
    angle = math.atan2(across[1], across[0])
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    upright = points[:, :2] @ turn
    low, high = upright.min(0), upright.max(0)
    x, y = turn @ ((low + high) / 2)
    return x, y, _MARGIN * (high - low).max(), angle
