"""`python -m generators.marotte_neural` exports the bundle to where the render stage loads it.

With `--checkpoint`, the weights of that training are released first: written to `weights.npz`, from which all is
exported. With `--half`, the network computes in float16: for CUDA, to a folder of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .export import NAME, WEIGHTS, loaded, release, write

_RESOURCES = Path(__file__).resolve().parents[3] / "identity/src/main/resources"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m generators.marotte_neural", description=__doc__)
    parser.add_argument("--checkpoint", type=Path, nargs="+", help="of `python -m training.train`; the mean of several")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--out", type=Path, default=_RESOURCES / "bundles" / NAME)
    parser.add_argument("--matte", type=Path, default=_RESOURCES / "dev/marotte/identity/selfie_matte.onnx")
    parser.add_argument("--half", action="store_true", help="float16, for CUDA")
    arguments = parser.parse_args()
    if arguments.checkpoint:
        release(arguments.checkpoint, arguments.weights)
    network = loaded(arguments.weights)
    write(arguments.out, arguments.matte, network.halved() if arguments.half else network)


if __name__ == "__main__":
    main()
