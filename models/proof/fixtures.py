"""Views of public-domain portraits, and how they and their expected results are stored.

Java and Python read the same fixtures: NAME.png and, beside it, NAME.f32, little-endian 32-bit floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

REPOSITORY = Path(__file__).resolve().parents[2]
FACE_MESH = REPOSITORY / "face/src/test/resources/dev/marotte/face/fixtures/mesh"
FACE_DETECTOR = REPOSITORY / "face/src/test/resources/dev/marotte/face/fixtures/detector"
SELFIE_MATTE = REPOSITORY / "models/tests/fixtures/matte"


@dataclass(frozen=True)
class View:
    """A square cut out of a portrait: its centre, its width, and its rotation in degrees."""

    portrait: str
    centre: tuple[float, float]
    width: float
    turned: float = 0
    mirrored: bool = False


COLLINS, HOPPER, COFFEE = "collins", "hopper", "coffee"
VIEWS = {
    "collins": View(COLLINS, (227, 125), 150),
    "collins_turned": View(COLLINS, (227, 125), 160, turned=35),
    "collins_mirrored": View(COLLINS, (230, 130), 180, turned=-12, mirrored=True),
    "collins_close": View(COLLINS, (227, 135), 84),
    "hopper": View(HOPPER, (268, 230), 300),
    "hopper_turned": View(HOPPER, (262, 240), 330, turned=-25),
    "hopper_mirrored": View(HOPPER, (268, 230), 420, mirrored=True),
    "hopper_at_the_edge": View(HOPPER, (330, 225), 220, turned=8),
    "coffee": View(COFFEE, (200, 200), 300),
}


def portraits() -> dict[str, np.ndarray]:
    """RGB pictures from the wheels of scikit-image and Matplotlib; a NASA and a US Navy portrait are among them."""
    import matplotlib.cbook
    import skimage.data

    hopper = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    return {COLLINS: skimage.data.astronaut(), HOPPER: hopper[:, :, ::-1], COFFEE: skimage.data.coffee()}


def cut_out(portrait: np.ndarray, view: View, size: int) -> np.ndarray:
    """uint8 [size,size,3]; black where the portrait ends."""
    matrix = cv2.getRotationMatrix2D(view.centre, view.turned, size / view.width)
    matrix[:, 2] += size / 2 - np.array(view.centre)
    picture = cv2.warpAffine(portrait, matrix, (size, size), flags=cv2.INTER_AREA)
    return np.ascontiguousarray(picture[:, ::-1] if view.mirrored else picture)


def write(folder: Path, name: str, picture: np.ndarray, expected: np.ndarray) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / f"{name}.png"), picture[:, :, ::-1])
    expected.astype("<f4").tofile(folder / f"{name}.f32")


def read(folder: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Picture RGB and expected numbers by name."""
    return {
        file.stem: (cv2.imread(str(file))[:, :, ::-1].copy(), np.fromfile(file.with_suffix(".f32"), "<f4"))
        for file in sorted(folder.glob("*.png"))
    }
