"""Writes an ONNX graph node by node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

OPSET = 20
IR_VERSION = 10

Dimensions = Sequence[int | str]


class Graph:
    """A growing ONNX graph; every method that adds a node returns the name of its result."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes = []
        self._constants = {}
        self._inputs = []
        self._outputs = []

    def input(self, name: str, kind: int, dimensions: Dimensions) -> str:
        self._inputs.append(helper.make_tensor_value_info(name, kind, dimensions))
        return name

    def output(self, name: str, value: str, dimensions: Dimensions, kind: int = TensorProto.FLOAT) -> None:
        self._nodes.append(helper.make_node("Identity", [value], [name], name=name))
        self._outputs.append(helper.make_tensor_value_info(name, kind, dimensions))

    def add(self, operator: str, *operands: str | np.ndarray, **attributes: object) -> str:
        """Adds a node with one result; arrays become constants."""
        return self.add_many(operator, 1, *operands, **attributes)[0]

    def add_many(self, operator: str, results: int, *operands: str | np.ndarray, **attributes: object) -> list[str]:
        number = len(self._nodes)
        names = [f"{operator.lower()}_{number}" + (f"_{result}" if result else "") for result in range(results)]
        inputs = [operand if isinstance(operand, str) else self.constant(operand) for operand in operands]
        self._nodes.append(helper.make_node(operator, inputs, names, name=names[0], **attributes))
        return names

    def constant(self, array: np.ndarray) -> str:
        """Equal arrays share one initializer."""
        array = np.asarray(array, order="C")
        key = (array.dtype.str, array.shape, array.tobytes())
        return self._constants.setdefault(key, f"constant_{len(self._constants)}")

    def model(self, documentation: str) -> ModelProto:
        """The checked model, with the shapes of all its values inferred."""
        initializers = [
            numpy_helper.from_array(np.frombuffer(stored, kind).reshape(shape), name)
            for (kind, shape, stored), name in self._constants.items()
        ]
        graph = helper.make_graph(self._nodes, self._name, self._inputs, self._outputs, initializers)
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="marotte",
            doc_string=documentation,
        )
        checker.check_model(model, full_check=True)
        return model


def floats(*numbers: float) -> np.ndarray:
    return np.array(numbers, np.float32)


def integers(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def planes(graph: Graph, pictures: str) -> str:
    """uint8 [B,H,W,C] → float32 [B,C,H,W]; bytes are moved before they become four times as large."""
    return graph.add("Cast", graph.add("Transpose", pictures, perm=[0, 3, 1, 2]), to=TensorProto.FLOAT)
