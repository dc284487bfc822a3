"""Translates the plain TFLite operators of the four networks into ONNX, in NCHW and with a free batch axis."""

from __future__ import annotations

import math

import numpy as np

from .graph import Graph, floats
from .tflite import Network, Operator

_SAME = 0


class Translation:
    """Translates on demand: asking for a tensor translates what it depends on, down to the tensors that were supplied.

    Values of rank 4 are NCHW in the ONNX graph where TFLite has NHWC; there are no transposes between the operators.
    """

    def __init__(self, network: Network, graph: Graph) -> None:
        self._network = network
        self._graph = graph
        self._values = {}

    def supply(self, tensor: int, value: str) -> None:
        """Names the ONNX value that stands for `tensor`, in place of its translation."""
        self._values[tensor] = value

    def value(self, tensor: int) -> str:
        if tensor not in self._values:
            operator = self._network.producers[tensor]
            self._values[tensor] = self._translate(operator)
        return self._values[tensor]

    def _translate(self, operator: Operator) -> str:
        match operator.kind:
            case "CONV_2D":
                return self._convolution(operator, depthwise=False)
            case "DEPTHWISE_CONV_2D":
                return self._convolution(operator, depthwise=True)
            case "Convolution2DTransposeBias":
                return self._transposed_convolution(operator)
            case "MAX_POOL_2D":
                return self._max_pool(operator)
            case "AVERAGE_POOL_2D":
                return self._global_average(operator)
            case "PRELU":
                return self._prelu(operator)
            case "PAD":
                return self._pad_channels(operator)
            case "RESIZE_BILINEAR":
                return self._enlarge(operator)
            case "ADD":
                return self._elementwise("Add", operator)
            case "MUL":
                return self._elementwise("Mul", operator)
            case "RELU":
                return self._elementwise("Relu", operator)
            case "HARD_SWISH":
                return self._elementwise("HardSwish", operator)
            case "LOGISTIC":
                return self._elementwise("Sigmoid", operator)
            case _:
                raise ValueError(f"no translation for the operator {operator.kind}")

    def _elementwise(self, kind: str, operator: Operator) -> str:
        _without_activation(operator)
        return self._graph.add(kind, *(self.value(tensor) for tensor in operator.inputs))

    def _convolution(self, operator: Operator, *, depthwise: bool) -> str:
        _without_activation(operator)
        source, kernel, bias = operator.inputs
        weights = self._network.constants[kernel]
        # TFLite stores OHWI, and 1HWO where depthwise.
        weights = weights.transpose(3, 0, 1, 2) if depthwise else weights.transpose(0, 3, 1, 2)
        return self._graph.add(
            "Conv",
            self.value(source),
            weights,
            self._network.constants[bias],
            kernel_shape=weights.shape[2:],
            group=weights.shape[0] if depthwise else 1,
            strides=_strides(operator),
            pads=self._pads(operator, weights.shape[2:]),
        )

    def _transposed_convolution(self, operator: Operator) -> str:
        """MediaPipe's operator as the matte uses it: kernel and stride both 2, so no two outputs overlap."""
        source, kernel, bias = operator.inputs
        weights = self._network.constants[kernel].transpose(3, 0, 1, 2)
        if weights.shape[2:] != (2, 2):
            raise ValueError(f"expected a 2x2 kernel, not {weights.shape[2:]}")
        return self._graph.add(
            "ConvTranspose",
            self.value(source),
            weights,
            self._network.constants[bias],
            kernel_shape=[2, 2],
            strides=[2, 2],
        )

    def _max_pool(self, operator: Operator) -> str:
        _without_activation(operator)
        window = (operator.options["filterHeight"], operator.options["filterWidth"])
        return self._graph.add(
            "MaxPool",
            self.value(operator.inputs[0]),
            kernel_shape=window,
            strides=_strides(operator),
            pads=self._pads(operator, window),
        )

    def _global_average(self, operator: Operator) -> str:
        _, height, width, _ = self._network.shapes[operator.inputs[0]]
        if (operator.options["filterHeight"], operator.options["filterWidth"]) != (height, width):
            raise ValueError("only an average over the whole picture is translated")
        return self._graph.add("GlobalAveragePool", self.value(operator.inputs[0]))

    def _prelu(self, operator: Operator) -> str:
        """Convolutions of single pixels and a Relu: the blocked layout of ONNX Runtime on CPUs knows no PRelu."""
        source, slopes = operator.inputs
        value, slope = self.value(source), self._network.constants[slopes].ravel()
        rest = 1 - slope
        if (rest >= 0).all():
            bend = self._graph.add("Relu", self._scaled(value, rest))
        else:
            bend = self._scaled(self._graph.add("Relu", value), rest)
        return self._graph.add("Add", self._scaled(value, slope), bend)

    def _scaled(self, value: str, factors: np.ndarray) -> str:
        """Each channel times its factor."""
        weights = factors.astype(np.float32).reshape(-1, 1, 1, 1)
        return self._graph.add("Conv", value, weights, kernel_shape=[1, 1], group=len(factors))

    def _pad_channels(self, operator: Operator) -> str:
        """A convolution too, for the same reason: with the identity, over rows of zeros."""
        source, paddings = operator.inputs
        before, after = self._network.constants[paddings].T
        if before.any() or after[:3].any():
            raise ValueError("only channels are padded, and only behind")
        channels = self._network.shapes[source][3]
        identity = np.eye(channels + after[3], channels, dtype=np.float32)
        return self._graph.add("Conv", self.value(source), identity[:, :, None, None], kernel_shape=[1, 1])

    def _enlarge(self, operator: Operator) -> str:
        source, size = operator.inputs
        if not operator.options["halfPixelCenters"] or operator.options["alignCorners"]:
            raise ValueError("only half-pixel centres are translated")
        _, height, width, _ = self._network.shapes[source]
        new_height, new_width = self._network.constants[size]
        scales = floats(1, 1, new_height / height, new_width / width)
        return self._graph.add(
            "Resize", self.value(source), "", scales, mode="linear", coordinate_transformation_mode="half_pixel"
        )

    def _pads(self, operator: Operator, window: tuple[int, int]) -> list[int]:
        """TensorFlow's SAME puts the odd pixel behind; ONNX lists both begins, then both ends."""
        if operator.options["padding"] != _SAME:
            return [0, 0, 0, 0]
        extent = self._network.shapes[operator.inputs[0]][1:3]
        totals = [
            max((math.ceil(length / stride) - 1) * stride + taps - length, 0)
            for length, stride, taps in zip(extent, _strides(operator), window, strict=True)
        ]
        return [total // 2 for total in totals] + [total - total // 2 for total in totals]


def _strides(operator: Operator) -> list[int]:
    return [operator.options["strideH"], operator.options["strideW"]]


def _without_activation(operator: Operator) -> None:
    if operator.options.get("fusedActivationFunction", 0):
        raise ValueError(f"{operator.kind} has a fused activation, which none of these networks should have")
