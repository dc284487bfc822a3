"""Exports the bundle: models of a few operators that fulfil the contract and draw nothing.

A session with it costs only Kafka, the JVM and the encoding of pictures, and no drawing.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from generators.bundle import checked, write_bundle

NAME, VERSION, LICENCE, OPSET = "still", "1", "Apache-2.0", 20
SIDE = 128
CARD = {"name": NAME, "version": VERSION, "licence": LICENCE, "framesPerRun": 16, "sizes": [SIDE]}


def write(folder: Path) -> None:
    write_bundle(folder, CARD, encoder(), generator())


def encoder() -> onnx.ModelProto:
    """The picture itself as the background, in words 0xRRGGBB00; and one number, as embeddings must not be empty."""
    constants = [
        numpy_helper.from_array(np.array([1 << 24, 1 << 16, 1 << 8], np.int64), "places"),
        numpy_helper.from_array(np.array([-1], np.int64), "channels"),
        numpy_helper.from_array(np.array([1, 2], np.int64), "points"),
        numpy_helper.from_array(np.float32(0), "zero"),
    ]
    nodes = [
        helper.make_node("Cast", ["pictures"], ["wide"], to=TensorProto.INT64),
        helper.make_node("Mul", ["wide", "places"], ["placed"]),
        helper.make_node("ReduceSum", ["placed", "channels"], ["words"], keepdims=0),
        helper.make_node("Cast", ["words"], ["background"], to=TensorProto.INT32),
        helper.make_node("ReduceMean", ["landmarks", "points"], ["mean"], keepdims=0),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
    ]
    inputs = [
        helper.make_tensor_value_info("pictures", TensorProto.UINT8, ["K", "S", "S", 3]),
        helper.make_tensor_value_info("landmarks", TensorProto.FLOAT, ["K", 478, 3]),
    ]
    outputs = [
        helper.make_tensor_value_info("nothing", TensorProto.FLOAT, ["K"]),
        helper.make_tensor_value_info("background", TensorProto.INT32, ["K", "S", "S"]),
    ]
    return _model("encoder", nodes, inputs, outputs, constants)


def generator() -> onnx.ModelProto:
    """Pictures that cover nothing, one for each slot."""
    constants = [
        numpy_helper.from_array(np.int32(0), "clear"),
        numpy_helper.from_array(np.array([SIDE, SIDE], np.int64), "sides"),
    ]
    nodes = [
        helper.make_node("Shape", ["slots"], ["count"]),
        helper.make_node("Concat", ["count", "sides"], ["shape"], axis=0),
        helper.make_node("Expand", ["clear", "shape"], ["pictures"]),
    ]
    inputs = [
        helper.make_tensor_value_info("nothing", TensorProto.FLOAT, ["I", "K"]),
        helper.make_tensor_value_info("slots", TensorProto.INT32, ["B"]),
        helper.make_tensor_value_info("landmarks", TensorProto.FLOAT, ["B", 478, 3]),
    ]
    outputs = [helper.make_tensor_value_info("pictures", TensorProto.INT32, ["B", "S", "S"])]
    return _model("generator", nodes, inputs, outputs, constants)


def _model(name: str, nodes: list, inputs: list, outputs: list, constants: list) -> onnx.ModelProto:
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 10
    return checked(model)
