"""Convolutions in 8 bits: on one CPU core they take a third of the time, and pictures hardly differ.

ONNX expresses this by pairs of QuantizeLinear and DequantizeLinear around each convolution. On a CPU, ONNX Runtime
turns them into one convolution of integers; elsewhere it rounds, and convolves floats.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import helper, numpy_helper

# Ranges that nothing exceeds: for 18 people in 144 frames each was filled to 70…95 %. Values beyond them are clipped.
_COLOURS, _LINES, _MOTION, _STREAM, _BETWEEN = (-0.5, 0.5), (0, 1), (-2.5, 2.5), (-1.6, 1.6), (-0.3, 2.4)
_TAKEN = {
    "_picture": _COLOURS,
    "_near_picture": _COLOURS,
    "_lines": _LINES,
    "_near_lines": _LINES,
    "_motion": _MOTION,
    "_second": _BETWEEN,
    "_detail": _BETWEEN,
    "_widen": _BETWEEN,
}
_MADE = {"_first": (-2.8, 2.8)}
_MADE_BY_OTHERS = (-1.5, 1.5)
_EXACT = {"_network", "_colours"}  # the layers that make flow, light and paint: the last digits of these are visible
_STEPS = 255
_MOST = 63  # of a weight: with 127, sums of two products overflow on CPUs without VNNI


def rounded(model: onnx.ModelProto) -> onnx.ModelProto:
    """Changes the model in place: its convolutions in 8 bits, except the last ones."""
    graph, weights = model.graph, {each.name: each for each in model.graph.initializer}
    nodes, taken = [], {}
    for node in graph.node:
        layer = node.name.split("/")[-2] if node.op_type == "Conv" else ""
        if not layer or layer in _EXACT:
            nodes.append(node)
            continue
        source, kernel, bias = node.input
        scale, zero = _steps(*_TAKEN.get(layer, _STREAM))
        if source not in taken:
            taken[source] = f"{source}/rounded"
            nodes += _rounding(graph, source, taken[source], scale, zero)
        values, scales = _whole(numpy_helper.to_array(weights[kernel]))
        made = node.output[0]
        added = np.round(numpy_helper.to_array(weights[bias]) / (scales * scale)).astype(np.int32)
        nodes += [
            _spread(graph, f"{made}/weights", values, scales),
            _spread(graph, f"{made}/bias", added, scales * scale),
            helper.make_node(
                "Conv",
                [taken[source], f"{made}/weights", f"{made}/bias"],
                [f"{made}/exact"],
                node.name,
                **{each.name: helper.get_attribute_value(each) for each in node.attribute},
            ),
            *_rounding(graph, f"{made}/exact", made, *_steps(*_MADE.get(layer, _MADE_BY_OTHERS))),
        ]
    del graph.node[:]
    graph.node.extend(nodes)
    _forget_unused(graph)
    return model


def _steps(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Step size and zero point of a range that contains zero."""
    scale = np.float32((high - low) / _STEPS)
    return np.array(scale), np.array(round(-low / float(scale)), np.uint8)


def _whole(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [C,…] as integers, and the step size of each of the C output channels."""
    scales = (np.abs(weights).max(axis=(1, 2, 3)) / _MOST).astype(np.float32)
    return np.round(weights / scales[:, None, None, None]).astype(np.int8), scales


def _rounding(graph: onnx.GraphProto, name: str, result: str, scale: np.ndarray, zero: np.ndarray) -> list:
    steps = _stored(graph, {f"{result}/scale": scale, f"{result}/zero": zero})
    return [
        helper.make_node("QuantizeLinear", [name, *steps], [f"{result}/whole"], f"{result}/QuantizeLinear"),
        helper.make_node("DequantizeLinear", [f"{result}/whole", *steps], [result], f"{result}/DequantizeLinear"),
    ]


def _spread(graph: onnx.GraphProto, name: str, values: np.ndarray, scales: np.ndarray) -> onnx.NodeProto:
    kept = {f"{name}/whole": values, f"{name}/scale": scales, f"{name}/zero": np.zeros(len(scales), values.dtype)}
    return helper.make_node("DequantizeLinear", _stored(graph, kept), [name], f"{name}/DequantizeLinear", axis=0)


def _stored(graph: onnx.GraphProto, values: dict[str, np.ndarray]) -> list[str]:
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in values.items())
    return [*values]


def _forget_unused(graph: onnx.GraphProto) -> None:
    used = {name for node in graph.node for name in node.input}
    kept = [each for each in graph.initializer if each.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
