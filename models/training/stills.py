"""Stills as clips: a static picture before a handheld camera."""

from __future__ import annotations

import cv2
import numpy as np

_SHIFT, _ROLL, _NEARER = 0.02, 3.0, 0.06  # of the picture's longer side; degrees; how much larger it becomes
_FRAMES = 12
_SLOWEST, _FASTEST = 0.4, 1.5  # number of swings during the clip


def held(
    picture: np.ndarray, landmarks: np.ndarray, random: np.random.Generator
) -> tuple[list[np.ndarray], np.ndarray]:
    """Neighbours in time [H,W,3], and their landmarks [n,478,3], moved with them and not found anew.

    Its first frame is the picture itself.
    """
    moves = [_move(picture.shape, *each) for each in _swings(random)]
    return [_seen(picture, move) for move in moves], np.stack([_moved(landmarks, move) for move in moves])


def _swings(random: np.random.Generator) -> np.ndarray:
    """[n,4], the first 0: right, down, clockwise and nearer, as shares of the maximum."""
    swings = random.uniform(_SLOWEST, _FASTEST, 4) * random.choice([-1, 1], 4)
    return np.sin(2 * np.pi * np.linspace(0, 1, _FRAMES, endpoint=False)[:, None] * swings)


def _move(shape: tuple[int, ...], right: float, down: float, clockwise: float, nearer: float) -> np.ndarray:
    """[2,3]: about the picture's middle."""
    (height, width), longer = shape[:2], max(shape[:2])
    middle = ((width - 1) / 2, (height - 1) / 2)
    move = cv2.getRotationMatrix2D(middle, -_ROLL * clockwise, 1 + _NEARER * abs(nearer))
    move[:, 2] += longer * _SHIFT * np.array([right, down])
    return move


def _seen(picture: np.ndarray, move: np.ndarray) -> np.ndarray:
    size = picture.shape[1::-1]
    return cv2.warpAffine(picture, move, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _moved(landmarks: np.ndarray, move: np.ndarray) -> np.ndarray:
    """Depth grows with the face."""
    scale = np.sqrt(np.linalg.det(move[:, :2]))
    flat = landmarks[:, :2] @ move[:, :2].T + move[:, 2]
    return np.concatenate([flat, landmarks[:, 2:] * scale], 1).astype(np.float32)
