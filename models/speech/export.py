"""Builds the ONNX file that the speech stage loads, from sound to mouth: python -m speech.export"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from . import features
from .make_corpus import PARTS
from .train import DEVIATION, MEAN

WEIGHTS = Path(__file__).parent / "weights.npz"
RESULT = Path(__file__).parents[2] / "speech-stage/src/main/resources/dev/marotte/speech/mouth_model.onnx"


_STRETCH = np.array([1.3, 1, 1, 1 / 0.6, 1], np.float32)
_SHIFT = np.array([0, 0, 0, -1 / 3, 0], np.float32)
"""What is uncertain comes out in the middle: jaws open as far as those of people do, lips are shut or they are not."""


def decided(mouth: np.ndarray) -> np.ndarray:
    """The network's output [count, 5] as the graph returns it."""
    return np.clip(mouth * _STRETCH + _SHIFT, 0, 1)


def build(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """samples [batch, SAMPLES] at 16 kHz → mouth [batch, 5]: jaw, wide, round, shut, tuck."""
    graph = _Graph()
    frames = graph.node("Gather", "samples", graph.constant(_indices()), axis=1)
    shaped = graph.node("Mul", frames, graph.constant(_hann()))
    cosines, sines = graph.waves()
    squares = [graph.node("Mul", part, part) for part in (graph.node("MatMul", shaped, w) for w in (cosines, sines))]
    power = graph.node("Add", *squares)
    bands = graph.node("MatMul", power, graph.constant(features.mel_filters()))
    heard = graph.node("Log", graph.node("Add", bands, graph.constant(np.float32(features.QUIET))))
    normal = graph.node("Sub", heard, graph.constant(np.float32(MEAN)))
    x = graph.node("Transpose", graph.node("Div", normal, graph.constant(np.float32(DEVIATION))), perm=[0, 2, 1])
    for layer, stride in (("first", 1), ("second", 2), ("third", 1)):
        parameters = (graph.constant(_wide(weights, layer, part)) for part in ("weight", "bias"))
        x = graph.node("Relu", graph.node("Conv", x, *parameters, strides=[stride]))
    x = graph.node("Flatten", x, axis=1)
    for layer, activation in (("hidden", "Relu"), ("out", "Sigmoid")):
        parameters = (graph.constant(_wide(weights, layer, part)) for part in ("weight", "bias"))
        x = graph.node(activation, graph.node("Gemm", x, *parameters, transB=1))
    stretched = graph.node("Add", graph.node("Mul", x, graph.constant(_STRETCH)), graph.constant(_SHIFT))
    graph.node("Clip", stretched, graph.constant(np.float32(0)), graph.constant(np.float32(1)), name="mouth")
    return graph.model()


class _Graph:
    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def node(self, kind: str, *inputs: str, name: str = "", **attributes) -> str:
        name = name or f"{kind.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, value: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.asarray(value), f"constant_{len(self._constants)}"))
        return self._constants[-1].name

    def waves(self) -> tuple[str, str]:
        """Waves of a window's Fourier transform, [WINDOW, BINS]; computed when the model is loaded, not stored."""
        moments = np.arange(features.WINDOW, dtype=np.float32)[:, None]
        turns = (2 * np.pi / 512 * np.arange(features.BINS)).astype(np.float32)[None]
        angles = self.node("MatMul", self.constant(moments), self.constant(turns))
        return self.node("Cos", angles), self.node("Sin", angles)

    def model(self) -> onnx.ModelProto:
        samples = helper.make_tensor_value_info("samples", TensorProto.FLOAT, ["batch", features.SAMPLES])
        mouth = helper.make_tensor_value_info("mouth", TensorProto.FLOAT, ["batch", len(PARTS)])
        graph = helper.make_graph(self._nodes, "mouth", [samples], [mouth], self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
        model.producer_name = "marotte"
        onnx.checker.check_model(model)
        return model


def _indices() -> np.ndarray:
    return (np.arange(features.ROWS)[:, None] * features.HOP + np.arange(features.WINDOW)).astype(np.int32)


def _hann() -> np.ndarray:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(features.WINDOW) / features.WINDOW)).astype(np.float32)


def _wide(weights: dict[str, np.ndarray], layer: str, part: str) -> np.ndarray:
    return weights[f"{layer}.{part}"].astype(np.float32)


def main() -> None:
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_bytes(build(dict(np.load(WEIGHTS))).SerializeToString())


if __name__ == "__main__":
    main()
