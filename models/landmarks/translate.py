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

_PLAIN = np.ones(1, np.float32)
_CONVOLUTIONS = {"CONV_2D", "DEPTHWISE_CONV_2D"}


class Translation:
    """Translates on demand: requesting a tensor translates what it depends on, down to the supplied tensors.

    Values of rank 4 are NCHW in the ONNX graph where TFLite has NHWC; there are no transposes between the operators.
    Branches of the same structure may be requested together. They become grouped convolutions: where a value has few
    pixels, calling a kernel costs more than computing, and several branches take the time of one.

    A value may be kept multiplied by a factor for each channel, which saves a pass over it: the weights of the
    convolutions that read it are divided by the factors.
    """

    def __init__(self, network: Network, graph: Graph) -> None:
        self._network = network
        self._graph = graph
        self._values = {}
        self._factors = {}  # 1 where there is none

    def supply(self, value: str, *lanes: int, factor: float = 1) -> None:
        """Names the ONNX value that stands for the tensors, in place of their translation; it is kept with the factor.

        With a factor other than 1, only convolutions may read it.
        """
        self._values[lanes] = value
        if factor != 1:
            self._factors[lanes] = np.array([factor], np.float32)

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
                return self._prelu(lanes, *operands)
            case "PAD":
                return self._pad_channels(*operands)
            case "RESIZE_BILINEAR":
                return self._enlarge(first, *operands)
            case "ADD" if self._feeds_prelu(*lanes):
                return self._sum(lanes, *operands)
            case kind if kind in _ELEMENTWISE:
                return self._graph.add(_ELEMENTWISE[kind], *(self.value(*operand) for operand in operands))
            case kind:
                raise ValueError(f"no translation for the operator {kind}")

    def _convolution(
        self,
        operator: Operator,
        source: Lanes,
        kernel: Lanes,
        bias: Lanes,
        *,
        depthwise: bool,
        factors: np.ndarray = _PLAIN,
    ) -> str:
        """Factors are those with which its results are kept."""
        value = self.value(*source)
        weights = self._stacked(kernel, axis=3 if depthwise else 0)
        # TFLite stores OHWI, and 1HWO for depthwise ones.
        weights = weights.transpose(3, 0, 1, 2) if depthwise else weights.transpose(0, 3, 1, 2)
        read = self._factors.get(source, _PLAIN).reshape((-1, 1, 1, 1) if depthwise else (1, -1, 1, 1))
        weights = weights / read * factors.reshape(-1, 1, 1, 1)
        return self._graph.add(
            "Conv",
            value,
            weights,
            self._stacked(bias) * factors,
            kernel_shape=weights.shape[2:],
            group=weights.shape[0] if depthwise else len(source),
            strides=_strides(operator),
            pads=self._pads(operator, weights.shape[2:]),
        )

    def _stacked(self, tensors: Lanes, axis: int = 0) -> np.ndarray:
        """The constants of all lanes; if a lane has fewer channels than another, zeros are added."""
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

    def _sum(self, lanes: Lanes, one: Lanes, other: Lanes) -> str:
        """If one operand is kept with factors, the other is a convolution, whose results get the same ones."""
        made, given = (other, one) if self._network.producers[other[0]].kind == "CONV_2D" else (one, other)
        value = self.value(*given)
        if given not in self._factors:
            return self._graph.add("Add", self.value(*made), value)
        self._factors[lanes] = self._factors[given]
        operator = self._network.producers[made[0]]
        operands = [(operand,) for operand in operator.inputs]
        result = self._convolution(operator, *operands, depthwise=False, factors=self._factors[given])
        return self._graph.add("Add", result, value)

    def _prelu(self, lanes: Lanes, source: Lanes, slopes: Lanes) -> str:
        """Convolutions of single pixels and a Relu: the blocked layout of ONNX Runtime on CPUs does not support PRelu.

        slope·x + relu((1 - slope)·x) for slopes up to 1, and slope·x - relu((slope - 1)·x) for others: a convolution
        with its Relu is one pass. Adding in some channels and subtracting in others takes one more pass, unless the
        latter may be kept with the factor -1.
        """
        value, slope = self.value(*source), self._stacked(slopes, axis=2).ravel()
        given = self._factors.get(source, np.ones_like(slope))
        side = np.where(slope > 1, -1, 1).astype(np.float32)
        bend = self._graph.add("Relu", self._scaled(value, abs(1 - slope) / given))
        if (side < 0).any() and self._may_have_factors(*lanes):
            self._factors[lanes] = side
            return self._graph.add("Add", self._scaled(value, slope * side / given), bend)
        bend = self._scaled(bend, side) if (side < 0).any() else bend
        return self._graph.add("Add", self._scaled(value, slope / given), bend)

    def _may_have_factors(self, tensor: int, *others: int) -> bool:
        """Whether only convolutions read it, and sums with a convolution that nothing else reads."""
        return not others and all(map(self._bears_factors, self._network.consumers[tensor]))

    def _bears_factors(self, reader: Operator) -> bool:
        if reader.kind != "ADD":
            return reader.kind in _CONVOLUTIONS
        convolutions = [operand for operand in reader.inputs if self._network.producers[operand].kind == "CONV_2D"]
        alone = all(len(self._network.consumers[operand]) == 1 for operand in convolutions)
        return len(convolutions) == 1 and alone and self._feeds_prelu(*reader.outputs)

    def _feeds_prelu(self, *tensors: int) -> bool:
        return all({reader.kind for reader in self._network.consumers[tensor]} == {"PRELU"} for tensor in tensors)

    def _scaled(self, value: str, factors: np.ndarray) -> str:
        """Multiplies each channel by its factor."""
        weights = factors.astype(np.float32).reshape(-1, 1, 1, 1)
        return self._graph.add("Conv", value, weights, kernel_shape=[1, 1], group=len(factors))

    def _pad_channels(self, source: Lanes, paddings: Lanes) -> str:
        """A convolution as well, for the same reason: with the identity, over rows of zeros."""
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
        """TensorFlow's SAME puts the odd pixel at the end; ONNX lists both begins, then both ends."""
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
