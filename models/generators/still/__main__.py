"""`python -m generators.still` exports the bundle to where the render stage loads it."""

from __future__ import annotations

import argparse
from pathlib import Path

from .export import NAME, write

_RESOURCES = Path(__file__).resolve().parents[3] / "identity/src/main/resources"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_RESOURCES / "bundles" / NAME)
    write(parser.parse_args().out)


if __name__ == "__main__":
    main()
