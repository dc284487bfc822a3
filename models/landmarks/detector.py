"""The short-range face detector, with its anchors decoded inside the graph."""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, TensorProto

from .graph import Graph, floats, integers, planes
from .tflite import Network
from .translate import Translation

SIZE = 128
ANCHORS = 896
KEYPOINTS = 6
_LEVELS = (("8", 16, 2), ("16", 8, 6))
"""Name of the level in the network, cells along a side, anchors in each cell."""


def convert(network: Network, documentation: str) -> ModelProto:
    """pictures uint8 [B,128,128,3] RGB → scores [B,896], boxes [B,896,4], keypoints [B,896,6,2].

    Scores are probabilities, boxes are left, top, right, bottom, and all coordinates in 0…1 of the picture. Overlapping
    boxes are not suppressed.
    """
    graph = Graph("face_detector")
    pictures = graph.input("pictures", TensorProto.UINT8, ["B", SIZE, SIZE, 3])
    translation = Translation(network, graph)
    centred = graph.add("Sub", graph.add("Mul", planes(graph, pictures), floats(1 / 127.5)), floats(1))
    translation.supply(centred, network.inputs[0])

    scores = graph.add("Sigmoid", _of_all_levels(graph, translation, network, "classificator", 1))
    graph.output("scores", graph.add("Reshape", scores, integers(0, ANCHORS)), ["B", ANCHORS])

    # A row is centre, extent, keypoints; all but the extent are relative to the anchor.
    rows = _of_all_levels(graph, translation, network, "regressor", 2 + KEYPOINTS)
    rows = graph.add("Mul", rows, floats(1 / SIZE))
    from_anchors = np.repeat(anchors()[:, None], 2 + KEYPOINTS, axis=1)
    from_anchors[:, 1] = 0
    rows = graph.add("Add", rows, from_anchors)
    centre, extent, keypoints = graph.add_many("Split", 3, rows, integers(1, 1, KEYPOINTS), axis=2)
    half = graph.add("Mul", extent, floats(0.5))
    corners = graph.add("Concat", graph.add("Sub", centre, half), graph.add("Add", centre, half), axis=2)
    graph.output("boxes", graph.add("Reshape", corners, integers(0, ANCHORS, 4)), ["B", ANCHORS, 4])
    graph.output("keypoints", keypoints, ["B", ANCHORS, KEYPOINTS, 2])
    return graph.model(documentation)


def anchors() -> np.ndarray:
    """Centres [896,2] in 0…1, as MediaPipe's SsdAnchorsCalculator makes them for strides 8, 16, 16, 16."""
    levels = []
    for _, cells, in_each in _LEVELS:
        y, x = np.mgrid[:cells, :cells].reshape(2, -1)
        levels.append(np.repeat(np.stack([x, y], axis=-1) + 0.5, in_each, axis=0) / cells)
    return np.concatenate(levels).astype(np.float32)


def _of_all_levels(graph: Graph, translation: Translation, network: Network, head: str, pairs: int) -> str:
    """The predictions of one head for every anchor: [B,896,pairs,2], or [B,896,1,1] for scores."""
    wide = [-1, pairs, 2] if pairs > 1 else [-1, 1, 1]
    levels = [
        graph.add("Transpose", translation.value(network.tensor(f"{head}_{level}")), perm=[0, 2, 3, 1])
        for level, _, _ in _LEVELS
    ]
    return graph.add("Concat", *(graph.add("Reshape", level, integers(0, *wide)) for level in levels), axis=1)
