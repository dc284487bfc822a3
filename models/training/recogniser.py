"""A network that recognises faces, so that a loss can say whether a picture still shows the same person; in PyTorch.

faceres, a MobileNet (Howard et al., 2017) from github.com/HSE-asavchenko/HSE_FaceRec_tf, as published in the npm
package @vladmandic/human (MIT): a TensorFlow.js graph of a few plain operators. It is fetched when a training starts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from landmarks.packages import HUMAN, Source, fetch

from .mesh import upright

SIDE = 224
_EMBEDDING = "global_pooling/Mean"
_MEANS = (91.4953, 103.8827, 131.0912)  # of blue, green and red, subtracted when it was trained
_GRAPH, _WEIGHTS = (
    Source(HUMAN, "models/faceres.json", "5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df"),
    Source(HUMAN, "models/faceres.bin", "2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b"),
)


class Recogniser:
    """Recognises the person in windows."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @classmethod
    def fetched(cls) -> Recogniser:
        content = fetch([_GRAPH, _WEIGHTS])
        return cls(Graph(json.loads(content[_GRAPH.file]), content[_WEIGHTS.file], _EMBEDDING))

    def __call__(self, pictures: Tensor, landmarks: Tensor) -> Tensor:
        """pictures [B,3,256,256], 0…1, whose faces have about these landmarks [B,478,3], to embeddings [B,1024]."""
        places = upright(landmarks, SIDE, torch.zeros(len(landmarks), 3))
        crops = functional.grid_sample(pictures, places, padding_mode="border", align_corners=False)
        given = crops.flip(1) * 255 - torch.tensor(_MEANS)[:, None, None]
        return functional.normalize(self._graph(given.contiguous(memory_format=torch.channels_last)))


class Graph:
    """The operators of a TensorFlow.js graph up to one of them, on planes [B,C,H,W]."""

    def __init__(self, model: dict[str, Any], weights: bytes, output: str) -> None:
        nodes = model["modelTopology"]["node"]
        self._nodes = [node for node in nodes if node["op"] in _OPERATORS]
        self._input = next(node["name"] for node in nodes if node["op"] == "Placeholder")
        self._constants, self._output = dict(_constants(model["weightsManifest"], weights)), output

    def __call__(self, planes: Tensor) -> Tensor:
        known = {**self._constants, self._input: planes}
        for node in self._nodes:
            operator = _OPERATORS[node["op"]]
            known[node["name"]] = operator(*(known[name] for name in node["input"]), **_strides(node))
            if node["name"] == self._output:
                break
        return known[self._output]


def _constants(manifest: list[dict[str, Any]], weights: bytes) -> Iterator[tuple[str, Tensor]]:
    """By name: kernels [h,w,in,out], as they are stored; all others [n,1,1], to be added to planes."""
    offset = 0
    for weight in (weight for group in manifest for weight in group["weights"]):
        stored = np.dtype(weight.get("quantization", weight)["dtype"])
        count = int(np.prod(weight["shape"]))
        values = np.frombuffer(weights, stored, count, offset).reshape(weight["shape"])
        offset += count * stored.itemsize
        tensor = torch.from_numpy(values.astype(np.float32))
        yield weight["name"], tensor if tensor.dim() == 4 else tensor.reshape(-1, 1, 1)


def _strides(node: dict[str, Any]) -> dict[str, int]:
    strides = node.get("attr", {}).get("strides")
    return {"stride": int(strides["list"]["i"][1])} if strides else {}


def _convolved(planes: Tensor, kernel: Tensor, stride: int) -> Tensor:
    return functional.conv2d(_padded(planes, kernel, stride), kernel.permute(3, 2, 0, 1), stride=stride)


def _convolved_apart(planes: Tensor, kernel: Tensor, stride: int) -> Tensor:
    padded = _padded(planes, kernel, stride)
    return functional.conv2d(padded, kernel.permute(2, 3, 0, 1), stride=stride, groups=planes.shape[1])


def _padded(planes: Tensor, kernel: Tensor, stride: int) -> Tensor:
    """Pads as TensorFlow does for SAME: if it cannot be even, less at left and top."""
    down, across = (
        max(0, (-(-n // stride) - 1) * stride + k - n) for n, k in zip(planes.shape[2:], kernel.shape[:2], strict=True)
    )
    return functional.pad(planes, (across // 2, across - across // 2, down // 2, down - down // 2))


_OPERATORS: dict[str, Callable[..., Tensor]] = {
    "Add": torch.add,
    "Conv2D": _convolved,
    "DepthwiseConv2dNative": _convolved_apart,
    "Maximum": torch.maximum,
    "Mean": lambda planes, _: planes.mean((2, 3)),
    "Minimum": torch.minimum,
    "Mul": torch.mul,
    "Relu": torch.relu,
}
