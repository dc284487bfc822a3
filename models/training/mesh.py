"""The face mesh of the Java modules, run by PyTorch, so that a loss can say what a picture shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from torch.nn import functional

from generators.landmark_warp.face import EYES, LOWER_LIP_ROWS, UPPER_LIP_ROWS
from generators.marotte_neural.window import SIDE
from landmarks import attention
from landmarks.__main__ import MESH
from proof.fixtures import REPOSITORY

from .tracking import region

_LANDMARKS = "landmarks"
EXPRESSIVE = sorted(
    {*UPPER_LIP_ROWS, *LOWER_LIP_ROWS}
    | {point for eye in EYES for point in (*eye.upper, *eye.lower, *range(eye.iris, eye.iris + 5))}
)


class Sight(NamedTuple):
    """What the mesh finds in pictures."""

    landmarks: Tensor  # [B,478,3] in pixels of the mesh's own crop
    closely: list[Tensor]  # features of mouth and eyes, [B,C,n,n] at three scales


class Graph:
    """The operators of an ONNX file, one after the other, without those that lead to none of the outputs."""

    def __init__(self, file: Path, outputs: list[str]) -> None:
        graph = onnx.load(file).graph
        self._constants = {each.name: torch.tensor(numpy_helper.to_array(each)) for each in graph.initializer}
        self._input, self._outputs, needed = graph.input[0].name, outputs, {*outputs}
        self._nodes = []
        for node in reversed(graph.node):
            if needed.intersection(node.output):
                needed.update(node.input)
                self._nodes.insert(0, node)

    def __call__(self, given: Tensor) -> list[Tensor]:
        known = {**self._constants, self._input: given}
        for node in self._nodes:
            made = _OPERATORS[node.op_type](*(known[name] for name in node.input), **_attributes(node))
            known.update(zip(node.output, made if isinstance(made, tuple) else (made,), strict=True))
        return [known[name] for name in self._outputs]


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}


def _conv(x: Tensor, weight: Tensor, bias: Tensor | None = None, **given: Any) -> Tensor:
    top, left, bottom, right = given.get("pads", (0, 0, 0, 0))
    padded = functional.pad(x, (left, right, top, bottom)) if any((top, left, bottom, right)) else x
    return functional.conv2d(padded, weight, bias, given.get("strides", 1), groups=given.get("group", 1))


def _reshape(x: Tensor, shape: Tensor) -> Tensor:
    return x.reshape([x.shape[i] if length == 0 else length for i, length in enumerate(shape.tolist())])


def _slice(x: Tensor, starts: Tensor, ends: Tensor, axes: Tensor) -> Tensor:
    for start, end, axis in zip(starts.tolist(), ends.tolist(), axes.tolist(), strict=True):
        x = x.narrow(axis, start, min(end, x.shape[axis]) - start)
    return x


def _gather(x: Tensor, index: Tensor, axis: int = 0) -> Tensor:
    return x.index_select(axis, index.reshape(-1)).unflatten(axis, index.shape)


_OPERATORS: dict[str, Callable[..., Any]] = {
    "Add": torch.add,
    "Cast": lambda x, to: x.long() if to == onnx.TensorProto.INT64 else x.float(),
    "Concat": lambda *parts, axis: torch.cat(parts, axis),
    "Conv": _conv,
    "Div": torch.div,
    "Equal": torch.eq,
    "Floor": torch.floor,
    "Gather": _gather,
    "GatherND": lambda x, index, batch_dims: x.take_along_dim(index, batch_dims),
    "Identity": lambda x: x,
    "MatMul": torch.matmul,
    "Max": torch.maximum,
    "MaxPool": lambda x, kernel_shape, strides, **_: functional.max_pool2d(x, kernel_shape, strides),
    "Min": torch.minimum,
    "Mul": torch.mul,
    "ReduceL2": lambda x, axes: x.norm(dim=axes.tolist(), keepdim=True),
    "ReduceMax": lambda x, axes: x.amax(axes.tolist(), keepdim=True),
    "ReduceMean": lambda x, axes, keepdims: x.mean(axes.tolist(), keepdim=bool(keepdims)),
    "ReduceMin": lambda x, axes: x.amin(axes.tolist(), keepdim=True),
    "ReduceSum": lambda x, axes: x.sum(axes.tolist(), keepdim=True),
    "Relu": torch.relu,
    "Reshape": _reshape,
    "Slice": _slice,
    "Split": lambda x, axis, num_outputs: x.chunk(num_outputs, axis),
    "Sub": torch.sub,
    "Transpose": lambda x, perm: x.permute(perm),
}


class Mesh:
    """Looks at the faces in windows."""

    def __init__(self) -> None:
        graph = onnx.load(REPOSITORY / MESH.result).graph
        pooled = [node.input[0] for node in graph.node if node.op_type == "MaxPool"]
        self._graph = Graph(REPOSITORY / MESH.result, [_LANDMARKS, *pooled[-3:]])

    def __call__(self, pictures: Tensor, landmarks: Tensor, glance: Tensor) -> Sight:
        """pictures [B,3,256,256], 0…1, whose faces have about these landmarks [B,478,3]; glance [B,3] as in `upright`.

        Its result depends a little on where it looks, and so does that of another mesh: a picture should be right for
        all glances at it.
        """
        places = upright(landmarks, attention.SIZE, glance)
        crops = functional.grid_sample(pictures, places, padding_mode="border", align_corners=False)
        found, *closely = self._graph(crops.permute(0, 2, 3, 1) * 255)
        return Sight(found, closely)


def upright(landmarks: Tensor, size: int, glance: Tensor) -> Tensor:
    """[B,n,n,2]: where an upright crop of faces with these landmarks [B,478,3] looks, −1…1 in the window.

    glance [B,3]: how far it looks to the right and down of the face's middle, and how much wider, in its sizes.
    """
    line = (torch.arange(size) + 0.5) / size - 0.5
    y, x = torch.meshgrid(line, line, indexing="ij")
    maps = []
    for points, (aside, under, wider) in zip(landmarks.detach().numpy(), glance.tolist(), strict=True):
        right, lower, side, angle = region(points)
        right, lower, side = right + aside * side, lower + under * side, side * (1 + wider)
        turn = torch.tensor(angle)
        across, down = torch.cos(turn), torch.sin(turn)
        maps.append(torch.stack([right + side * (across * x - down * y), lower + side * (down * x + across * y)], -1))
    return (torch.stack(maps).float() + 0.5) * (2 / SIDE) - 1
