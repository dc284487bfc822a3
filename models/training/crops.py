"""The square of a picture that is drawn: the render stage's `Crop`, for the pictures of a clip."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

SIZES = (256, 384, 512, 640, 768, 1024)
_ROOM, _LEAST_ROOM, _LEAST_DRAWN = 2.4, 1.7, 180


@dataclass(frozen=True)
class Crop:
    """A square of a picture, given by its upper left corner, and the number of pixels with which it is drawn."""

    left: int
    top: int
    side: int
    size: int

    @staticmethod
    def around(landmarks: np.ndarray, shape: tuple[int, ...], largest: int = SIZES[-1]) -> Crop:
        """landmarks [478,3] in pixels of a picture [H,W,…]; no crop is drawn larger than `largest` pixels."""
        low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
        face = (high - low).max()
        wanted = min(_ROOM * face, max(*shape[:2], _LEAST_ROOM * face))
        zoom = max(1.0, _LEAST_DRAWN / face)
        size = next((each for each in SIZES if each >= wanted * zoom), SIZES[-1])
        side = round(max(wanted, size / zoom))
        left, top = np.floor((low + high) / 2 - side / 2).astype(int)
        return Crop(int(left), int(top), side, min(size, largest))

    def cut(self, picture: np.ndarray) -> np.ndarray:
        """[size,size,…]; beyond the picture's edges, its outermost pixels are repeated."""
        height, width = picture.shape[:2]
        over = [
            max(0, v) for v in (-self.top, self.top + self.side - height, -self.left, self.left + self.side - width)
        ]
        wide = cv2.copyMakeBorder(picture, *over, cv2.BORDER_REPLICATE)
        top, left = self.top + over[0], self.left + over[2]
        square = wide[top : top + self.side, left : left + self.side]
        if self.size == self.side:
            return np.ascontiguousarray(square)
        filter_ = cv2.INTER_CUBIC if self.size > self.side else cv2.INTER_AREA
        return cv2.resize(square, (self.size, self.size), interpolation=filter_)

    def back(self, square: np.ndarray, picture: np.ndarray) -> np.ndarray:
        """The picture with a square [side,side,…] in the crop's place, as far as the picture reaches."""
        whole, (height, width) = picture.copy(), picture.shape[:2]
        rows, columns = slice(max(0, self.top), self.top + self.side), slice(max(0, self.left), self.left + self.side)
        inner = square[max(0, -self.top) : height - self.top, max(0, -self.left) : width - self.left]
        whole[rows, columns] = inner
        return whole

    def into(self, landmarks: np.ndarray) -> np.ndarray:
        """Landmarks [478,3] in pixels of the drawing."""
        scale = self.size / self.side
        flat = (landmarks[:, :2] - [self.left, self.top] + 0.5) * scale - 0.5
        return np.concatenate([flat, landmarks[:, 2:] * scale], 1).astype(np.float32)
