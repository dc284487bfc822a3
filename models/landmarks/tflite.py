"""Reads a .tflite flatbuffer into plain Python: only what the translation needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np
from flatbuffers import flexbuffers
from tensorflow.lite.python import schema_py_generated as schema

Shape = tuple[int, ...]

_NUMPY_TYPES = {
    schema.TensorType.FLOAT32: np.float32,
    schema.TensorType.FLOAT16: np.float16,
    schema.TensorType.INT32: np.int32,
}
_NO_OPTIONS = SimpleNamespace()
_KINDS = {code: kind for kind, code in vars(schema.BuiltinOperator).items() if isinstance(code, int)}


@dataclass(frozen=True)
class Operator:
    """One node; `options` are the builtin options by their schema names, or the flexbuffer of a custom operator."""

    kind: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: Mapping[str, object]


@dataclass(frozen=True)
class Network:
    """The one subgraph of a file: tensors are numbers; weights stored in 16 bits are widened to 32."""

    names: tuple[str, ...]
    shapes: tuple[Shape, ...]
    constants: Mapping[int, np.ndarray]
    operators: tuple[Operator, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    def tensor(self, name: str) -> int:
        """The number of the tensor called `name`."""
        return self.names.index(name)

    def of_kind(self, kind: str) -> list[Operator]:
        return [operator for operator in self.operators if operator.kind == kind]

    @cached_property
    def producers(self) -> Mapping[int, Operator]:
        return {output: operator for operator in self.operators for output in operator.outputs}

    @cached_property
    def consumers(self) -> Mapping[int, list[Operator]]:
        """The operators that read each tensor; tensors that nothing reads are missing."""
        consumers = defaultdict(list)
        for operator in self.operators:
            for tensor in operator.inputs:
                consumers[tensor].append(operator)
        return consumers


def read(flatbuffer: bytes) -> Network:
    """Raises `ValueError` if the bytes are not a TFLite model."""
    if flatbuffer[4:8] != b"TFL3":
        raise ValueError("not a TFLite model: the file identifier is missing")
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(flatbuffer, 0))
    (graph,) = model.subgraphs
    constants = {number: array for number in range(len(graph.tensors)) if (array := _stored(model, number)) is not None}
    operators = [_operator(model, node) for node in graph.operators]
    for widening in (operator for operator in operators if operator.kind == "DEQUANTIZE"):
        constants[widening.outputs[0]] = constants[widening.inputs[0]].astype(np.float32)
    return Network(
        names=tuple(tensor.name.decode() for tensor in graph.tensors),
        shapes=tuple(tuple(map(int, tensor.shape)) for tensor in graph.tensors),
        constants=constants,
        operators=tuple(operator for operator in operators if operator.kind != "DEQUANTIZE"),
        inputs=tuple(map(int, graph.inputs)),
        outputs=tuple(map(int, graph.outputs)),
    )


def _stored(model: schema.ModelT, number: int) -> np.ndarray | None:
    tensor = model.subgraphs[0].tensors[number]
    stored = model.buffers[tensor.buffer].data
    if stored is None:
        return None
    return np.frombuffer(bytes(stored), _NUMPY_TYPES[tensor.type]).reshape(tensor.shape)


def _operator(model: schema.ModelT, node: schema.OperatorT) -> Operator:
    code = model.operatorCodes[node.opcodeIndex]
    builtin = max(code.builtinCode, code.deprecatedBuiltinCode)
    custom = builtin == schema.BuiltinOperator.CUSTOM
    kind = code.customCode.decode() if custom else _KINDS[builtin]
    return Operator(
        kind=kind,
        inputs=tuple(int(number) for number in node.inputs if number >= 0),
        outputs=tuple(map(int, node.outputs)),
        options=_custom_options(kind, node.customOptions) if custom else vars(node.builtinOptions or _NO_OPTIONS),
    )


def _custom_options(kind: str, stored: np.ndarray | None) -> Mapping[str, object]:
    """A flexbuffer, if there are options; only the transposed convolution stores a C struct, which nothing needs."""
    if stored is None or kind == "Convolution2DTransposeBias":
        return {}
    return flexbuffers.Loads(bytes(stored))
