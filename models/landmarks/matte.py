"""The selfie matte: which pixels of a portrait belong to the person."""

from __future__ import annotations

from onnx import ModelProto, TensorProto

from .graph import Graph, floats, integers, planes
from .tflite import Network
from .translate import Translation

SIZE = 256


def convert(network: Network, documentation: str) -> ModelProto:
    """pictures uint8 [B,256,256,3] RGB → matte [B,256,256], 1 where the person is."""
    graph = Graph("selfie_matte")
    pictures = graph.input("pictures", TensorProto.UINT8, ["B", SIZE, SIZE, 3])
    translation = Translation(network, graph)
    translation.supply(graph.add("Mul", planes(graph, pictures), floats(1 / 255)), network.inputs[0])
    matte = translation.value(network.outputs[0])
    graph.output("matte", graph.add("Reshape", matte, integers(0, SIZE, SIZE)), ["B", SIZE, SIZE])
    return graph.model(documentation)
