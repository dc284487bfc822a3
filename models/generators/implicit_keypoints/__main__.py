"""Write the stand-ins: `python -m generators.implicit_keypoints [FOLDER]`."""

import sys
from pathlib import Path

from .stand_ins import write

TEST_RESOURCES = Path(__file__).parents[3] / "face/src/test/resources/dev/marotte/face/onnx/implicit-keypoints"

if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TEST_RESOURCES)
