"""Exports the bundle: encoder.onnx, generator.onnx, bundle.json."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import onnx
import torch
from onnx import compose

from generators.bundle import checked, quick_to_load, write_bundle

from .encoder import Encoder, MattePicture
from .face import FACE
from .generator import Generator
from .likeness import Likeness

NAME, VERSION, LICENCE, OPSET = "landmark-warp", "19", "Apache-2.0", 20
FRAMES_PER_RUN = 4  # on a CPU core; more frames gain little, and the first waits longer
SIZES = [256, 384, 512, 640, 768, 1024]
BACKGROUND = "background"
LENGTHS = {"texture": ("U", "U"), BACKGROUND: ("S", "S")}  # where they are not fixed


def example(side: int = 256) -> tuple[torch.Tensor, torch.Tensor]:
    """One grey picture and the canonical face's landmarks in it."""
    points = torch.tensor(FACE, dtype=torch.float32) * torch.tensor([1.0, -1.0, -1.0]) * side * 0.4 + side / 2
    irises = [points[corners].mean(0, keepdim=True).expand(5, -1) for corners in ([33, 133], [362, 263])]
    return torch.full((1, side, side, 3), 128, dtype=torch.uint8), torch.cat([points, *irises])[None]


def encoder(matte: Path) -> onnx.ModelProto:
    """Builds the encoder with the matte model inside: pictures and landmarks in, embedding tensors out."""
    picture, landmarks = example()
    small = exported(
        MattePicture(), (picture,), ["pictures"], ["small"], {"pictures": ("K", "S", "S"), "small": ("K",)}
    )
    axes = {"pictures": ("K", "S", "S"), "landmarks": ("K",), "mattes": ("K",)}
    mattes = torch.ones(1, 256, 256)
    axes |= {name: ("K", *rest) for name, rest in _shapes(*Encoder()(picture, landmarks, mattes)).items()}
    inputs = ["pictures", "landmarks", "mattes"]
    body = exported(Encoder(), (picture, landmarks, mattes), inputs, [*Likeness._fields, BACKGROUND], axes)
    segment = compose.add_prefix(_plain(onnx.load(matte)), "matte/")
    mattes = compose.merge_models(compose.add_prefix(small, "small/"), segment, [("small/small", "matte/pictures")])
    whole = compose.merge_models(mattes, body, [("matte/matte", "mattes")])
    return checked(_one_input(whole, "small/pictures", "pictures"))


def generator() -> onnx.ModelProto:
    picture, landmarks = example()
    *likeness, _ = Encoder()(picture, landmarks, torch.ones(1, 256, 256))
    embedding = [tensor[None] for tensor in likeness]
    axes = {name: ("I", "K", *rest) for name, rest in _shapes(*likeness).items()}
    axes |= {"slots": ("B",), "landmarks": ("B",), "pictures": ("B", "S", "S")}
    slots = torch.zeros(1, dtype=torch.int32)
    inputs = [*Likeness._fields, "slots", "landmarks"]
    return checked(exported(Generator(), (*embedding, slots, landmarks), inputs, ["pictures"], axes))


def _shapes(*embedding: torch.Tensor) -> dict[str, tuple]:
    named = zip([*Likeness._fields, BACKGROUND], embedding, strict=False)
    return {name: LENGTHS.get(name, tuple(tensor.shape[1:])) for name, tensor in named}


def write(folder: Path, matte: Path) -> None:
    card = {
        "name": NAME,
        "version": VERSION,
        "licence": LICENCE,
        "framesPerRun": FRAMES_PER_RUN,
        "sizes": SIZES,
    }
    write_bundle(folder, card, encoder(matte), quick_to_load(generator()))


def exported(
    module: torch.nn.Module, arguments: tuple, inputs: list[str], outputs: list[str], axes: dict
) -> onnx.ModelProto:
    dynamic = {
        name: {position: label for position, label in enumerate(labels) if isinstance(label, str)}
        for name, labels in axes.items()
    }
    buffer = io.BytesIO()
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            arguments,
            buffer,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=dynamic,
            opset_version=OPSET,
            dynamo=False,
        )
    model = _plain(onnx.load_model_from_string(buffer.getvalue()))
    for value in model.graph.output:
        for position, label in enumerate(axes.get(value.name, ())):
            if isinstance(label, int):
                value.type.tensor_type.shape.dim[position].dim_value = label
    return model


def _plain(model: onnx.ModelProto) -> onnx.ModelProto:
    """Removes metadata that differs between exporters: producer, documentation, IR version."""
    model.ir_version, model.producer_name, model.producer_version, model.doc_string = 10, "", "", ""
    for node in model.graph.node:
        node.ClearField("doc_string")
    return model


def _one_input(model: onnx.ModelProto, duplicate: str, name: str) -> onnx.ModelProto:
    for node in model.graph.node:
        for position, given in enumerate(node.input):
            if given == duplicate:
                node.input[position] = name
    kept = [value for value in model.graph.input if value.name != duplicate]
    order = {"pictures": 0, "landmarks": 1}
    del model.graph.input[:]
    model.graph.input.extend(sorted(kept, key=lambda value: order[value.name]))
    return model
