"""Bundles as the Java module `identity` reads them: two models, described by `bundle.json`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import onnx
from onnxscript import optimizer


def write_bundle(folder: Path, card: dict, encoder: onnx.ModelProto, generator: onnx.ModelProto) -> None:
    """Writes both models and `bundle.json`: the card, with hashes and tensors added."""
    folder.mkdir(parents=True, exist_ok=True)
    card = dict(card)
    for part, model in (("encoder", encoder), ("generator", generator)):
        file = folder / f"{part}.onnx"
        file.write_bytes(model.SerializeToString(deterministic=True))
        card[part] = _described(file, model)
    (folder / "bundle.json").write_text(json.dumps(card, indent=2) + "\n")


def quick_to_load(model: onnx.ModelProto) -> onnx.ModelProto:
    """Folds what is constant, merges what is computed twice, and writes down which tensors have the same shape.

    When ONNX Runtime loads a model, it plans the use of memory: it compares each tensor with all free ones until one
    has the same shape, and tensors of unknown shape stay free for ever. That was most of a generator's loading.
    Drawings stay the same to the bit.
    """
    folded = optimizer.optimize(model, num_iterations=1)
    return onnx.shape_inference.infer_shapes(folded, data_prop=True)


def checked(model: onnx.ModelProto) -> onnx.ModelProto:
    onnx.checker.check_model(model, full_check=True)
    return model


def _described(path: Path, model: onnx.ModelProto) -> dict:
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "inputs": [_tensor(value) for value in model.graph.input],
        "outputs": [_tensor(value) for value in model.graph.output],
    }


def _tensor(value: onnx.ValueInfoProto) -> dict:
    kind = value.type.tensor_type
    shape = [dim.dim_param or dim.dim_value for dim in kind.shape.dim]
    return {"name": value.name, "type": onnx.helper.tensor_dtype_to_np_dtype(kind.elem_type).name, "shape": shape}
