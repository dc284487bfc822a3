"""Networks that losses use, as PyTorch runs them."""

from __future__ import annotations

import numpy as np
import torch
from test_landmark_warp import picture

from landmarks import attention
from landmarks.__main__ import MESH
from proof.converted import Converted
from proof.fixtures import REPOSITORY
from training import recogniser
from training.mesh import Graph


def test_the_mesh_in_pytorch_finds_what_the_java_modules_find():
    crops = np.stack([picture(seed, attention.SIZE) for seed in (2, 3)])
    expected, _ = Converted(MESH.result).run(crops)
    (found,) = Graph(REPOSITORY / MESH.result, ["landmarks"])(torch.from_numpy(crops))
    np.testing.assert_allclose(found.numpy(), expected, atol=2e-3)


def test_a_graph_of_tensorflow_js_does_what_its_operators_say():
    """Two convolutions with a stride, one of them depthwise, so that padding is uneven; a bias and a mean."""
    random = np.random.default_rng(8)
    full, apart, bias = (random.normal(0, 1, shape).astype(np.float16) for shape in ((3, 3, 2, 4), (3, 3, 4, 1), (4,)))
    kernels = {"full": full, "apart": apart, "bias": bias}
    half = {"dtype": "float16"}
    weights = [{"name": name, "shape": kernel.shape, "quantization": half} for name, kernel in kernels.items()]
    stride = {"strides": {"list": {"i": ["1", "2", "2", "1"]}}}
    nodes = [
        {"op": "Placeholder", "name": "picture"},
        {"op": "Conv2D", "name": "first", "input": ["picture", "full"], "attr": stride},
        {"op": "Add", "name": "shifted", "input": ["first", "bias"]},
        {"op": "DepthwiseConv2dNative", "name": "second", "input": ["shifted", "apart"], "attr": stride},
        {"op": "Mean", "name": "mean", "input": ["second", "axes"]},
    ]
    axes = {"name": "axes", "shape": [2], "dtype": "int32"}
    model = {"modelTopology": {"node": nodes}, "weightsManifest": [{"weights": [*weights, axes]}]}
    content = b"".join(kernel.tobytes() for kernel in kernels.values()) + np.array([1, 2], np.int32).tobytes()
    picture_ = random.normal(0, 1, (1, 8, 12, 2)).astype(np.float32)
    first = convolved(picture_, full.astype(np.float32)) + bias
    second = convolved(first, np.einsum("ijcm,cd->ijcd", apart.astype(np.float32), np.eye(4, dtype=np.float32)))
    graph = recogniser.Graph(model, content, "mean")
    found = graph(torch.from_numpy(picture_).permute(0, 3, 1, 2))
    np.testing.assert_allclose(found.numpy(), second.mean((1, 2)), atol=1e-4)


def convolved(planes: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """By 2 down and across; even sides are padded for a kernel of 3, but not at left and top."""
    padded = np.pad(planes, ((0, 0), (0, 1), (0, 1), (0, 0)))
    rows, columns = planes.shape[1] // 2, planes.shape[2] // 2
    return np.stack(
        [
            [
                np.einsum("nijc,ijcd->nd", padded[:, 2 * i : 2 * i + 3, 2 * j : 2 * j + 3], kernel)
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    ).transpose(2, 0, 1, 3)
