"""Exports the bundle: the landmark warp's two graphs, each followed by its trained part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import compose

from generators.bundle import quick_to_load, write_bundle

from ..landmark_warp import export as warp
from . import eight_bits
from .encoder import CODE, Enrolment
from .generator import Refinement
from .network import Network
from .signals import SIGNALS

NAME, VERSION, LICENCE = "marotte-neural", "13", "Apache-2.0"
WEIGHTS = Path(__file__).with_name("weights.npz")
_OWN = {"code": ("K", CODE), "signals": ("K", SIGNALS), "window": ("K", 3)}


def loaded(file: Path = WEIGHTS) -> Network:
    """The network with its released weights: float16 in the file, float32 in use."""
    network = Network()
    with np.load(file) as stored:
        network.load_state_dict({name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files})
    return network.eval()


def release(checkpoints: list[Path], file: Path = WEIGHTS) -> None:
    """Takes the averaged weights from trainings' checkpoints; for several, one begun from the other, their mean.

    That is often better than each (Wortsman et al., Model Soups, 2022).
    """
    found = [torch.load(checkpoint, weights_only=True)["average"] for checkpoint in checkpoints]
    means = {name: torch.stack([weights[name] for weights in found]).mean(0) for name in found[0]}
    np.savez_compressed(file, **{name: tensor.numpy().astype(np.float16) for name, tensor in means.items()})


def encoder(network: Network, matte: Path) -> onnx.ModelProto:
    axes = {"pictures": ("K", "S", "S"), "landmarks": ("K",), **_OWN}
    own = warp.exported(Enrolment(network.look), warp.example(), ["pictures", "landmarks"], [*_OWN], axes)
    return joined(warp.encoder(matte), own, ["pictures", "landmarks"])


def generator(network: Network) -> onnx.ModelProto:
    """Builds the generator with convolutions in 8 bits, except for a network that computes in float16."""
    own = refinement(network) if network.is_half else eight_bits.rounded(refinement(network))
    drawing = _renamed(warp.generator(), "pictures", "words")
    drawn = [value.name for value in drawing.graph.input]
    return joined(
        drawing, own, [*[name for name in drawn if name not in ("slots", "landmarks")], *_OWN, "slots", "landmarks"]
    )


def refinement(network: Network) -> onnx.ModelProto:
    """The part after the warp, by itself."""
    picture, landmarks = warp.example()
    code, signals, window = (tensor[None] for tensor in Enrolment(network.look)(picture, landmarks))
    words = torch.full(picture.shape[:3], 0x7F7F7FFF, dtype=torch.int32)
    slots, shapes = torch.zeros(1, dtype=torch.int32), torch.zeros(1, 1, 468, 2)
    axes = {name: ("I", *shape) for name, shape in {**_OWN, "shape": ("K", 468, 2)}.items()}
    axes |= {"words": ("B", "S", "S"), "slots": ("B",), "landmarks": ("B",), "pictures": ("B", "S", "S")}
    arguments = words, shapes, code, signals, window, slots, landmarks
    return warp.exported(Refinement(network), arguments, [*Refinement.inputs], ["pictures"], axes)


def joined(first: onnx.ModelProto, second: onnx.ModelProto, inputs: list[str]) -> onnx.ModelProto:
    """Joins two graphs. Inputs of the second that the first also has, or computes, are the same tensors.

    Outputs of the first that the second takes are not outputs of the result.
    """
    second = compose.add_prefix(second, "trained/", rename_inputs=False, rename_outputs=False)
    known = {value.name: value for model in (first, second) for value in model.graph.input}
    taken = {value.name for value in second.graph.input}
    whole = onnx.ModelProto()
    whole.CopyFrom(first)
    for part in ("node", "initializer"):
        getattr(whole.graph, part).extend(getattr(second.graph, part))
    for part in ("input", "output", "value_info"):
        del getattr(whole.graph, part)[:]
    whole.graph.input.extend(known[name] for name in inputs)
    whole.graph.output.extend(value for value in first.graph.output if value.name not in taken)
    whole.graph.output.extend(second.graph.output)
    return warp.checked(whole)


def _renamed(model: onnx.ModelProto, output: str, name: str) -> onnx.ModelProto:
    for node in model.graph.node:
        node.output[:] = [name if made == output else made for made in node.output]
    for value in model.graph.output:
        value.name = name if value.name == output else value.name
    return model


def write(folder: Path, matte: Path, network: Network) -> None:
    card = {
        "name": NAME,
        "version": VERSION,
        "licence": LICENCE,
        "serves": [f"{warp.NAME} {warp.VERSION}"],
        "sizes": warp.SIZES,
    }
    write_bundle(folder, card, encoder(network, matte), quick_to_load(generator(network)))
