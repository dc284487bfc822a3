"""Results of the original networks: TensorFlow Lite runs them, `reference` does the operators that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import flatbuffers
import numpy as np
import tensorflow as tf
from tensorflow.lite.python import schema_py_generated as schema

from landmarks import tflite

from . import reference

_CUTS = ("lips", "left_eye", "right_eye")


@dataclass(frozen=True)
class Mesh:
    """landmarks [478,3] in pixels and presence as a probability."""

    landmarks: np.ndarray
    presence: float


def run(model: bytes, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Runs a model that TensorFlow Lite supports; inputs and outputs by tensor name."""
    interpreter = tf.lite.Interpreter(model_content=model, num_threads=1)
    interpreter.allocate_tensors()
    for tensor in interpreter.get_input_details():
        interpreter.set_tensor(tensor["index"], inputs[tensor["name"]])
    interpreter.invoke()
    return {tensor["name"]: interpreter.get_tensor(tensor["index"]) for tensor in interpreter.get_output_details()}


def part(model: bytes, inputs: Iterable[str], outputs: Iterable[str]) -> bytes:
    """The part of a model that computes `outputs` from `inputs`, as a separate model."""
    whole = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(model, 0))
    graph = whole.subgraphs[0]
    numbers = {tensor.name.decode(): number for number, tensor in enumerate(graph.tensors)}
    graph.inputs = [numbers[name] for name in inputs]
    graph.outputs = [numbers[name] for name in outputs]
    needed, kept = set(graph.outputs), []
    for operator in reversed(graph.operators):
        if needed.intersection(operator.outputs) and not set(graph.inputs).intersection(operator.outputs):
            kept.insert(0, operator)
            needed.update(operator.inputs)
    graph.operators = kept
    whole.signatureDefs = []
    builder = flatbuffers.Builder(len(model))
    builder.Finish(whole.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def face_mesh(model: bytes, regions: Mapping[str, Mapping[str, list[int]]], picture: np.ndarray) -> Mesh:
    """picture uint8 [192,192,3]: TensorFlow Lite up to the cuts, NumPy for them, then TensorFlow Lite again."""
    network = tflite.read(model)
    cuts = [operator.options for operator in network.of_kind("Landmarks2TransformMatrix")]
    samplers = network.of_kind("TransformTensorBilinear")
    features = network.names[samplers[0].inputs[0]]
    before = part(model, ["input_1"], ["output_mesh", features, "conv_faceflag"])
    first = run(before, {"input_1": picture[None].astype(np.float32) / np.float32(255)})
    mesh = first["output_mesh"].reshape(468, 3)
    shrink = first[features].shape[1] / picture.shape[0]
    matrices = [reference.landmarks_to_transform_matrix(mesh * shrink, cut) for cut in cuts]

    sampled = {
        network.names[operator.outputs[0]]: reference.transform_tensor_bilinear(first[features][0], matrix)[None]
        for operator, matrix in zip(samplers, matrices, strict=True)
    }
    contours = run(part(model, sampled, [f"conv_{region}" for region in regions]), sampled)

    landmarks = np.concatenate([mesh, np.zeros((10, 3))])
    for region, rule in regions.items():
        matrix = matrices[_CUTS.index(region.replace("iris", "eye"))].copy()
        matrix[:2, 3] /= shrink
        landmarks[rule["indices"], :2] = reference.transform_landmarks(
            contours[f"conv_{region}"].reshape(-1, 2), matrix
        )
        if "depth_from" in rule:
            landmarks[rule["indices"], 2] = mesh[rule["depth_from"], 2].mean()
    return Mesh(landmarks.astype(np.float32), float(_sigmoid(first["conv_faceflag"]).item()))


def plain_mesh(model: bytes, picture: np.ndarray) -> np.ndarray:
    """landmarks [468,3] of `face_landmark.tflite`, the mesh without attention."""
    outputs = run(model, {"input_1": picture[None].astype(np.float32) / np.float32(255)})
    return next(output for output in outputs.values() if output.size > 1).reshape(468, 3)


def face_detector(model: bytes, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """picture uint8 [128,128,3] → raw regressors [896,16] in pixels from the anchors, and scores [896]."""
    outputs = run(model, {"input": picture[None].astype(np.float32) / np.float32(127.5) - 1})
    return outputs["regressors"][0], _sigmoid(outputs["classificators"].ravel())


def selfie_matte(model: bytes, picture: np.ndarray) -> np.ndarray:
    """picture uint8 [256,256,3] → [256,256]."""
    network = tflite.read(model)
    (enlarge,) = network.of_kind("Convolution2DTransposeBias")
    features, kernel, bias = enlarge.inputs
    before = part(model, ["input_1"], [network.names[features]])
    (values,) = run(before, {"input_1": picture[None].astype(np.float32) / np.float32(255)}).values()
    return _sigmoid(reference.transposed_convolution(values[0], network.constants[kernel], network.constants[bias]))


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.asarray(logits, np.float64)))
