"""Translates the plain TFLite operators of the four networks into ONNX, in NCHW and with a free batch axis."""

from __future__ import annotations

import math

import numpy as np

from .graph import Graph, floats
from .tflite import Network, Operator

_SAME = 0
_ELEMENTWISE = {"ADD": "Add", "MUL": "Mul", "RELU": "Relu", "HARD_SWISH": "HardSwish", "LOGISTIC": "Sigmoid"}


Lanes = tuple[int, ...]
"""Tensors of equal shape that are translated as one value, side by side along its channels."""


class Translation:
    """Translates on demand: asking for a tensor translates what it depends on, down to the tensors that were supplied.

    Values of rank 4 are NCHW in the ONNX graph where TFLite has NHWC; there are no transposes between the operators.
    Branches of equal build may be asked for together. They become grouped convolutions: where a value has few pixels,
    calling a kernel costs more than computing, and several branches take the time of one.
    """

    def __init__(self, network: Network, graph: Graph) -> None:
        self._network = network
        self._graph = graph
        self._values = {}

    def supply(self, value: str, *lanes: int) -> None:
        """Names the ONNX value that stands for the tensors, in place of their translation."""
        self._values[lanes] = value

    def value(self, *lanes: int) -> str:
        if lanes not in self._values:
            distinct = tuple(dict.fromkeys(lanes))
            self._values[lanes] = self._translate(lanes) if lanes == distinct else self._repeated(lanes, distinct)
        return self._values[lanes]

    def _repeated(self, lanes: Lanes, distinct: Lanes) -> str:
        channels = self._network.shapes[lanes[0]][3]
        taken = np.concatenate([np.arange(channels) + channels * distinct.index(lane) for lane in lanes])
        return self._graph.add("Gather", self.value(*distinct), taken, axis=1)

    def _translate(self, lanes: Lanes) -> str:
        operators = [self._network.producers[lane] for lane in lanes]
        first = operators[0]
        if any((operator.kind, operator.options) != (first.kind, first.options) for operator in operators):
            raise ValueError(f"not of equal build: {[self._network.names[lane] for lane in lanes]}")
        if first.options.get("fusedActivationFunction", 0):
            raise ValueError(f"{first.kind} has a fused activation, which none of these networks should have")
        operands = list(zip(*(operator.inputs for operator in operators), strict=True))
        match first.kind:
            case "CONV_2D":
                return self._convolution(first, *operands, depthwise=False)
            case "DEPTHWISE_CONV_2D":
                return self._convolution(first, *operands, depthwise=True)
            case "Convolution2DTransposeBias":
                return self._transposed_convolution(*operands)
            case "MAX_POOL_2D":
                return self._max_pool(first, *operands)
            case "AVERAGE_POOL_2D":
                return self._global_average(first, *operands)
            case "PRELU":
                return self._prelu(*operands)
            case "PAD":
                return self._pad_channels(*operands)
            case "RESIZE_BILINEAR":
                return self._enlarge(first, *operands)
            case kind if kind in _ELEMENTWISE:
                return self._graph.add(_ELEMENTWISE[kind], *(self.value(*operand) for operand in operands))
            case kind:
                raise ValueError(f"no translation for the operator {kind}")

    def _convolution(self, operator: Operator, source: Lanes, kernel: Lanes, bias: Lanes, *, depthwise: bool) -> str:
        weights = self._stacked(kernel, axis=3 if depthwise else 0)
        # TFLite stores OHWI, and 1HWO where depthwise.
        weights = weights.transpose(3, 0, 1, 2) if depthwise else weights.transpose(0, 3, 1, 2)
        return self._graph.add(
            "Conv",
            self.value(*source),
            weights,
            self._stacked(bias),
            kernel_shape=weights.shape[2:],
            group=weights.shape[0] if depthwise else len(source),
            strides=_strides(operator),
            pads=self._pads(operator, weights.shape[2:]),
        )

    def _stacked(self, tensors: Lanes, axis: int = 0) -> np.ndarray:
        """The constants of all lanes; where a lane has fewer channels than another, zeros are added."""
        constants = [self._network.constants[tensor] for tensor in tensors]
        most = max(constant.shape[axis] for constant in constants)
        missing = [[(0, (most - length) * (n == axis)) for n, length in enumerate(c.shape)] for c in constants]
        return np.concatenate([np.pad(c, zeros) for c, zeros in zip(constants, missing, strict=True)], axis=axis)

    def _transposed_convolution(self, source: Lanes, kernel: Lanes, bias: Lanes) -> str:
        """MediaPipe's operator as the matte uses it: kernel and stride both 2, so no two outputs overlap."""
        weights = self._network.constants[kernel[0]].transpose(3, 0, 1, 2)
        if len(source) > 1 or weights.shape[2:] != (2, 2):
            raise ValueError(f"expected one 2x2 kernel, not {len(source)} of {weights.shape[2:]}")
        bias = self._network.constants[bias[0]]
        return self._graph.add("ConvTranspose", self.value(*source), weights, bias, kernel_shape=[2, 2], strides=[2, 2])

    def _max_pool(self, operator: Operator, source: Lanes) -> str:
        window = (operator.options["filterHeight"], operator.options["filterWidth"])
        pads = self._pads(operator, window)
        return self._graph.add(
            "MaxPool", self.value(*source), kernel_shape=window, strides=_strides(operator), pads=pads
        )

    def _global_average(self, operator: Operator, source: Lanes) -> str:
        _, height, width, _ = self._network.shapes[source[0]]
        if (operator.options["filterHeight"], operator.options["filterWidth"]) != (height, width):
            raise ValueError("only an average over the whole picture is translated")
        return self._graph.add("GlobalAveragePool", self.value(*source))

    def _prelu(self, source: Lanes, slopes: Lanes) -> str:
        """Convolutions of single pixels and a Relu: the blocked layout of ONNX Runtime on CPUs knows no PRelu."""
        value, slope = self.value(*source), self._stacked(slopes, axis=2).ravel()
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

    def _pad_channels(self, source: Lanes, paddings: Lanes) -> str:
        """A convolution too, for the same reason: with the identity, over rows of zeros."""
        before, after = self._network.constants[paddings[0]].T
        if before.any() or after[:3].any():
            raise ValueError("only channels are padded, and only behind")
        channels = self._network.shapes[source[0]][3]
        identity = np.eye(channels + after[3], channels, dtype=np.float32)[:, :, None, None]
        weights = np.concatenate([identity] * len(source))
        return self._graph.add("Conv", self.value(*source), weights, kernel_shape=[1, 1], group=len(source))

    def _enlarge(self, operator: Operator, source: Lanes, size: Lanes) -> str:
        if not operator.options["halfPixelCenters"] or operator.options["alignCorners"]:
            raise ValueError("only half-pixel centres are translated")
        _, height, width, _ = self._network.shapes[source[0]]
        new_height, new_width = self._network.constants[size[0]]
        scales = floats(1, 1, new_height / height, new_width / width)
        return self._graph.add(
            "Resize", self.value(*source), "", scales, mode="linear", coordinate_transformation_mode="half_pixel"
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
