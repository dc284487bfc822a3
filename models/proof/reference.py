"""MediaPipe's custom operators in NumPy, pixel by pixel as they are defined; no code is shared with the conversion."""

from __future__ import annotations

import numpy as np

CUT_SIZE = 16


def landmarks_to_transform_matrix(landmarks: np.ndarray, cut: dict) -> np.ndarray:
    """4×4, from a pixel of the cut to a pixel of the feature map."""
    left, right = landmarks[cut["left_rotation_idx"]], landmarks[cut["right_rotation_idx"]]
    angle = cut["target_rotation_radians"] - np.arctan2(right[1] - left[1], right[0] - left[0])
    turned = [_rotation(angle) @ landmarks[number, :2] for number in cut["subset_idxs"]]
    low, high = np.min(turned, axis=0), np.max(turned, axis=0)
    centre = _rotation(-angle) @ ((low + high) / 2)
    width, height = high - low
    scale = np.diag([cut["scale_x"] * width / CUT_SIZE, cut["scale_y"] * height / CUT_SIZE])
    linear = _rotation(-angle) @ scale
    matrix = np.eye(4)
    matrix[:2, :2] = linear
    matrix[:2, 3] = centre + linear @ [-CUT_SIZE / 2, -CUT_SIZE / 2]
    return matrix


def transform_tensor_bilinear(features: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """[H,W,C] → [16,16,C]."""
    height, width, channels = features.shape
    linear = matrix[:2, :2]
    offset = matrix[:2, 3] + linear @ [0.5, 0.5] - 0.5
    cut = np.zeros((CUT_SIZE, CUT_SIZE, channels), np.float32)
    for row in range(CUT_SIZE):
        for column in range(CUT_SIZE):
            x, y = linear @ [column, row] + offset
            if 0 <= x <= width - 1 and 0 <= y <= height - 1:
                cut[row, column] = _between(features, x, y)
    return cut


def transform_landmarks(points: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    return points @ matrix[:2, :2].T + matrix[:2, 3]


def _between(features: np.ndarray, x: float, y: float) -> np.ndarray:
    height, width, channels = features.shape
    left, top = int(np.floor(x)), int(np.floor(y))
    mixed = np.zeros(channels)
    for row, share_y in ((top, top + 1 - y), (top + 1, y - top)):
        for column, share_x in ((left, left + 1 - x), (left + 1, x - left)):
            if row < height and column < width:
                mixed += share_x * share_y * features[row, column]
    return mixed


def _rotation(angle: float) -> np.ndarray:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def transposed_convolution(features: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Convolution2DTransposeBias with stride 2: features [H,W,C] and kernel [1,2,2,C] → [2H,2W]."""
    height, width, _ = features.shape
    enlarged = np.zeros((2 * height, 2 * width))
    for row, column in np.ndindex(2, 2):
        enlarged[row::2, column::2] = features @ kernel[0, row, column] + bias
    return enlarged
