"""The three custom operators as ONNX nodes, each by itself, against their definitions in NumPy."""

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto

from landmarks.attention import CUTS, Placement, place, sample
from landmarks.graph import Graph
from proof import reference

FEATURES = (48, 48, 32)
CUT = (reference.CUT_SIZE, reference.CUT_SIZE)


def run(graph: Graph, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(graph.model("").SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, inputs)


def sampled(features: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    """The ONNX cuts [B,3,16,16,F] of features [B,H,W,F] by matrices [B,3,4,4]."""
    graph = Graph("sample")
    placement = Placement(
        graph.input("matrix", TensorProto.FLOAT, ["B", CUTS, 2, 2]),
        graph.input("centre", TensorProto.FLOAT, ["B", CUTS, 1, 2]),
    )
    planes = graph.input("features", TensorProto.FLOAT, ["B", FEATURES[2], *FEATURES[:2]])
    graph.output("cuts", sample(graph, planes, placement, FEATURES, CUT), ["B", CUTS * FEATURES[2], *CUT])
    linear = matrices[:, :, :2, :2]
    centre = matrices[:, :, :2, 3] + linear @ (np.array(CUT) / 2)
    inputs = {"matrix": linear.swapaxes(2, 3), "centre": centre[:, :, None], "features": features.transpose(0, 3, 1, 2)}
    (cuts,) = run(graph, {name: value.astype(np.float32) for name, value in inputs.items()})
    return cuts.reshape(-1, CUTS, FEATURES[2], *CUT).transpose(0, 1, 3, 4, 2)


def affine(linear: np.ndarray, offset: np.ndarray) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:2, :2], matrix[:2, 3] = linear, offset
    return matrix


def expected(features: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    return np.stack(
        [
            np.stack([reference.transform_tensor_bilinear(of_one, matrix) for matrix in of_cuts])
            for of_one, of_cuts in zip(features, matrices, strict=True)
        ]
    )


def test_cuts_anywhere_are_sampled_as_defined():
    random = np.random.default_rng(7)
    features = random.normal(size=(2, *FEATURES)).astype(np.float32)
    matrices = [affine(random.normal(size=(2, 2)), random.uniform(-4, 52, 2)) for _ in range(2 * CUTS)]
    matrices = np.array(matrices).reshape(2, CUTS, 4, 4)
    np.testing.assert_allclose(sampled(features, matrices), expected(features, matrices), atol=1e-3)


@pytest.mark.parametrize("beyond", [-0.25, 0.0, 0.25])
def test_a_point_counts_up_to_the_outermost_pixel_centre_and_not_beyond(beyond):
    features = np.ones((1, *FEATURES), np.float32)
    size = np.array(FEATURES[:2])
    corrected = 0.5 - np.eye(2) @ [0.5, 0.5]
    at_the_start = affine(np.eye(2), corrected - beyond)
    at_the_end = affine(np.eye(2), corrected + size - CUT + beyond)
    inside = affine(np.eye(2), corrected + 10)
    matrices = np.array([[at_the_start, at_the_end, inside]])
    found = sampled(features, matrices)
    np.testing.assert_array_equal(found, expected(features, matrices))
    whole = beyond <= 0
    assert found[0, 0, 0, 0].all() == whole
    assert found[0, 1, -1, -1].all() == whole
    assert found[0, 2].all()


def test_the_lower_of_two_neighbours_is_taken_at_the_last_pixel():
    features = np.zeros((1, *FEATURES), np.float32)
    features[0, -1, -1] = 5
    last = affine(np.zeros((2, 2)), np.array(FEATURES[:2]) - 0.5)
    assert (sampled(features, np.array([[last, last, last]])) == 5).all()


def test_cuts_are_placed_as_defined():
    random = np.random.default_rng(11)
    cuts = [
        {
            "subset_idxs": random.choice(468, count, replace=False).tolist(),
            "left_rotation_idx": 3 * count,
            "right_rotation_idx": count,
            "target_rotation_radians": 0.0,
            "scale_x": 1.5,
            "scale_y": 1.25,
            "output_width": CUT[1],
            "output_height": CUT[0],
        }
        for count in (80, 71, 60)
    ]
    meshes = random.uniform(0, 192, (3, 468, 3)).astype(np.float32)
    graph = Graph("place")
    placement = place(graph, graph.input("mesh", TensorProto.FLOAT, ["B", 468, 3]), cuts, 0.25)
    graph.output("matrix", placement.matrix, ["B", CUTS, 2, 2])
    graph.output("centre", placement.centre, ["B", CUTS, 1, 2])
    matrix, centre = run(graph, {"mesh": meshes})
    for number, mesh in enumerate(meshes):
        for cut, options in enumerate(cuts):
            defined = reference.landmarks_to_transform_matrix(mesh / 4, options)
            np.testing.assert_allclose(matrix[number, cut].T, defined[:2, :2], atol=1e-4)
            middle = defined[:2, 3] + defined[:2, :2] @ (np.array(CUT) / 2)
            np.testing.assert_allclose(centre[number, cut, 0], middle, atol=1e-4)
