"""The face mesh with attention: three custom TFLite operators and the refinement, as standard ONNX operators.

The network looks at the whole face and predicts 468 points, cuts the lips and both eyes out of its own features where
those points lie, and predicts their contours and the irises again from the cuts. The custom operators are MediaPipe's
`Landmarks2TransformMatrix`, `TransformTensorBilinear` and `TransformLandmarks`, all of version 2.

A cut is placed by an affine map. The graph keeps it as a `matrix` that multiplies row vectors from the right and the
`centre` of the cut, which saves the half-pixel and half-size corrections that the TFLite operators make to an offset.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto

from .graph import Graph, floats, integers, planes
from .tflite import Network
from .translate import Translation

SIZE = 192
MESH_POINTS = 468
POINTS = 478
REGIONS = ("lips", "left_eye", "right_eye", "left_iris", "right_iris")
REFINEMENT = Path(__file__).with_name("refinement.json")

_CUT_OF_REGION = {"lips": 0, "left_eye": 1, "right_eye": 2, "left_iris": 1, "right_iris": 2}
CUTS = 3


@dataclass(frozen=True)
class Placement:
    """Where the cuts lie in the feature map: row vectors map by `matrix` [B,3,2,2] about `centre` [B,3,1,2]."""

    matrix: str
    centre: str


def convert(network: Network, documentation: str) -> ModelProto:
    """pictures uint8 [B,192,192,3] RGB → landmarks [B,478,3] in their pixels, and presence [B], a probability."""
    graph = Graph("face_mesh")
    pictures = graph.input("pictures", TensorProto.UINT8, ["B", SIZE, SIZE, 3])
    translation = Translation(network, graph)
    translation.supply(planes(graph, pictures), network.inputs[0], factor=255)

    mesh = graph.add("Reshape", translation.value(network.tensor("output_mesh")), integers(0, MESH_POINTS, 3))
    samplers = network.of_kind("TransformTensorBilinear")
    features = samplers[0].inputs[0]
    cut_places = [operator.options for operator in network.of_kind("Landmarks2TransformMatrix")]
    _, *size = network.shapes[features]
    _, *cut_size, _ = network.shapes[samplers[0].outputs[0]]
    shrink = size[1] / SIZE
    placement = place(graph, mesh, cut_places, shrink)
    cuts = sample(graph, translation.value(features), placement, tuple(size), tuple(cut_size))
    translation.supply(cuts, *(operator.outputs[0] for operator in samplers))

    contours = translation.value(*(network.tensor(f"conv_{region}") for region in REGIONS))
    landmarks = refine(graph, mesh, contours, placement, magnification=1 / shrink, cut_size=tuple(cut_size))
    graph.output("landmarks", landmarks, ["B", POINTS, 3])
    face_flag = graph.add("Sigmoid", translation.value(network.tensor("conv_faceflag")))
    graph.output("presence", graph.add("Reshape", face_flag, integers(-1)), ["B"])
    return graph.model(documentation)


def place(graph: Graph, mesh: str, cuts: list[Mapping[str, object]], scale: float) -> Placement:
    """Landmarks2TransformMatrix for all cuts: the box around each subset, turned upright by two points."""
    if any(cut["target_rotation_radians"] for cut in cuts):
        raise ValueError("only cuts that are turned upright are converted")
    points = graph.add("Mul", graph.add("Slice", mesh, integers(0), integers(2), integers(2)), floats(scale))
    left = graph.add("Gather", points, integers(*(cut["left_rotation_idx"] for cut in cuts)), axis=1)
    right = graph.add("Gather", points, integers(*(cut["right_rotation_idx"] for cut in cuts)), axis=1)
    across = graph.add("Sub", right, left)
    length = graph.add("Max", graph.add("ReduceL2", across, integers(2)), floats(1e-9))
    direction = graph.add("Div", across, length)
    turns = [len(cuts), 2, 2]
    # direction = (cos, sin): the first matrix turns row vectors upright, the second one back.
    upright = _reshaped(
        graph, graph.add("MatMul", direction, np.array([[1, 0, 0, 1], [0, -1, 1, 0]], np.float32)), turns
    )
    back = _reshaped(graph, graph.add("MatMul", direction, np.array([[1, 0, 0, 1], [0, 1, -1, 0]], np.float32)), turns)

    subset = graph.add("Gather", points, _rectangular([cut["subset_idxs"] for cut in cuts]), axis=1)
    turned = graph.add("MatMul", subset, upright)
    low = graph.add("ReduceMin", turned, integers(2))
    high = graph.add("ReduceMax", turned, integers(2))
    middle = graph.add("Mul", graph.add("Add", low, high), floats(0.5))
    stretch = np.array(
        [[cut["scale_x"] / cut["output_width"], cut["scale_y"] / cut["output_height"]] for cut in cuts], np.float32
    )
    stretch = graph.add("Mul", graph.add("Sub", high, low), stretch[:, None])
    columns = graph.add("Transpose", stretch, perm=[0, 1, 3, 2])
    return Placement(matrix=graph.add("Mul", back, columns), centre=graph.add("MatMul", middle, back))


def sample(
    graph: Graph, features: str, placement: Placement, size: tuple[int, int, int], cut_size: tuple[int, int]
) -> str:
    """TransformTensorBilinear for all cuts at once: `features` [B,F,H,W] → [B,3F,h,w], the cuts side by side.

    Points beyond the outermost pixel centres are entirely 0, where GridSample would fade them out over a pixel.
    Gathering rows of F features and mixing them also takes only a fifth of GridSample's time.
    """
    height, width, channels = size
    cut_height, cut_width = cut_size
    y, x = np.mgrid[:cut_height, :cut_width].reshape(2, -1).astype(np.float32)
    from_centre = np.stack([x - (cut_width - 1) / 2, y - (cut_height - 1) / 2])
    # Boxes count pixel centres from ½, features from 0.
    centre = _reshaped(graph, graph.add("Sub", placement.centre, floats(0.5)), [CUTS, 2, 1])
    matrix = graph.add("Transpose", placement.matrix, perm=[0, 1, 3, 2])
    points = graph.add("Add", graph.add("MatMul", matrix, from_centre), centre)

    last = floats(width - 1, height - 1)[:, None]
    nearest = graph.add("Max", graph.add("Min", points, last), floats(0))
    inside = graph.add("Cast", graph.add("Equal", points, nearest), to=TensorProto.FLOAT)
    low = graph.add("Floor", graph.add("Min", nearest, last - 1))
    upper_share = graph.add("Mul", graph.add("Sub", points, low), inside)
    lower_share = graph.add("Sub", inside, upper_share)
    right, below = graph.add_many("Split", 2, upper_share, axis=2, num_outputs=2)
    left, above = graph.add_many("Split", 2, lower_share, axis=2, num_outputs=2)
    across = graph.add("Concat", left, right, left, right, axis=2)
    down = graph.add("Concat", above, above, below, below, axis=2)
    shares = graph.add("Mul", across, down)

    first = graph.add("MatMul", floats(1, width)[None], low)
    numbers = graph.add("Add", first, floats(0, 1, width, width + 1)[:, None])
    numbers = _reshaped(graph, graph.add("Cast", numbers, to=TensorProto.INT64), [-1, 1])
    rows = _reshaped(graph, graph.add("Transpose", features, perm=[0, 2, 3, 1]), [-1, channels])
    neighbours = graph.add("GatherND", rows, numbers, batch_dims=1)
    weighted = graph.add("Mul", neighbours, _reshaped(graph, shares, [-1, 1]))
    mixed = graph.add("ReduceSum", _reshaped(graph, weighted, [CUTS, 4, -1]), integers(2))
    mixed = graph.add("Transpose", _reshaped(graph, mixed, [CUTS, -1, channels]), perm=[0, 1, 3, 2])
    return _reshaped(graph, mixed, [CUTS * channels, *cut_size])


def refine(
    graph: Graph,
    mesh: str,
    contours: str,
    placement: Placement,
    *,
    magnification: float,
    cut_size: tuple[int, int],
) -> str:
    """TransformLandmarks and the refinement: contours, mapped to the picture, overwrite the points they list.

    The contours are predicted in pixels of a cut that is magnified by as much as the picture is relative to the feature
    map.
    """
    regions = json.loads(REFINEMENT.read_text())["regions"]
    longest = max(len(regions[region]["indices"]) for region in REGIONS)
    numbers = {
        region: longest * lane + np.arange(len(regions[region]["indices"])) for lane, region in enumerate(REGIONS)
    }
    by_cut = [
        np.concatenate([numbers[region] for region in REGIONS if _CUT_OF_REGION[region] == cut]) for cut in range(CUTS)
    ]
    rows = _rectangular(by_cut)

    predicted = graph.add("Gather", _reshaped(graph, contours, [-1, 2]), rows, axis=1)
    from_centre = graph.add("Sub", predicted, magnification * floats(*reversed(cut_size)) / 2)
    magnified_centre = graph.add("Mul", placement.centre, floats(magnification))
    mapped = graph.add("Add", graph.add("MatMul", from_centre, placement.matrix), magnified_centre)
    mapped = _reshaped(graph, mapped, [rows.size, 2])

    source = np.arange(POINTS)
    for region in REGIONS:
        first = {number: place for place, number in reversed(list(enumerate(rows.ravel())))}
        source[regions[region]["indices"]] = [MESH_POINTS + first[number] for number in numbers[region]]
    plane = graph.add("Slice", mesh, integers(0), integers(2), integers(2))
    plane = graph.add("Gather", graph.add("Concat", plane, mapped, axis=1), source, axis=1)
    return graph.add("Concat", plane, _depth(graph, mesh, regions), axis=2)


def _depth(graph: Graph, mesh: str, regions: Mapping[str, Mapping[str, list[int]]]) -> str:
    """z [B,478,1]: the mesh's, and for each iris the mean of the eye around it."""
    irises = [regions[region] for region in REGIONS if "depth_from" in regions[region]]
    depth = graph.add("Slice", mesh, integers(2), integers(3), integers(2))
    around = graph.add("Gather", depth, np.array([iris["depth_from"] for iris in irises]), axis=1)
    means = graph.add("ReduceMean", around, integers(2), keepdims=0)
    source = np.arange(POINTS)
    for number, iris in enumerate(irises):
        source[iris["indices"]] = MESH_POINTS + number
    return graph.add("Gather", graph.add("Concat", depth, means, axis=1), source, axis=1)


def _reshaped(graph: Graph, value: str, dimensions: list[int]) -> str:
    """Keeps the batch axis."""
    return graph.add("Reshape", value, integers(0, *dimensions))


def _rectangular(rows: list[list[int]]) -> np.ndarray:
    """Rows of unequal length as one array; the short ones repeat their first number."""
    longest = max(map(len, rows))
    return np.array([[*row, *[row[0]] * (longest - len(row))] for row in rows], np.int64)
