"""The canonical face as landmarks of a drawing."""

from __future__ import annotations

import numpy as np

from generators.landmark_warp.face import FACE


def upright() -> np.ndarray:
    """[468,3] in face heights, as pictures have it: y down and z away from the viewer."""
    return FACE * [1, -1, -1]


def drawn(points: np.ndarray, side: int) -> np.ndarray:
    """Landmarks float32 [478,3] in the middle of a drawing, with irises between the corners of the eyes."""
    irises = [points[corners].mean(0, keepdims=True).repeat(5, 0) for corners in ([33, 133], [362, 263])]
    return (np.concatenate([points, *irises]) * side * 0.42 + [side / 2, side / 2, 0]).astype(np.float32)
