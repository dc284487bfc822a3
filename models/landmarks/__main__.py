"""`python -m landmarks` converts all models and writes them where the Java modules load them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onnx import ModelProto

from . import attention, canonical, detector, matte, tflite
from .packages import FACE_MESH, SELFIE_SEGMENTATION, Source, fetch, sha256

_PACKED_IN = "face_mesh_solution_packed_assets"
_REPOSITORY = Path(__file__).resolve().parents[2]
_FACE = Path("face/src/main/resources/dev/marotte/face")
_IDENTITY = Path("identity/src/main/resources/dev/marotte/identity")


@dataclass(frozen=True)
class Conversion:
    """The conversion of one source, and where its result belongs in the repository."""

    source: Source
    result: Path
    convert: Callable[[bytes, str], bytes]


def _network(convert: Callable[[tflite.Network, str], ModelProto]) -> Callable[[bytes, str], bytes]:
    return lambda content, documentation: convert(tflite.read(content), documentation).SerializeToString(
        deterministic=True
    )


DETECTOR = Conversion(
    Source(
        FACE_MESH,
        "face_detection_short_range.tflite",
        "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
        _PACKED_IN,
    ),
    _FACE / "face_detector.onnx",
    _network(detector.convert),
)
MESH = Conversion(
    Source(
        FACE_MESH,
        "face_landmark_with_attention.tflite",
        "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d",
        _PACKED_IN,
    ),
    _FACE / "face_mesh.onnx",
    _network(attention.convert),
)
MATTE = Conversion(
    Source(
        SELFIE_SEGMENTATION,
        "selfie_segmentation.tflite",
        "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
    ),
    _IDENTITY / "selfie_matte.onnx",
    _network(matte.convert),
)
CANONICAL_FACE = Conversion(
    Source(
        FACE_MESH,
        "geometry_pipeline_metadata_landmarks.binarypb",
        "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4",
        _PACKED_IN,
    ),
    _FACE / "canonical_face.csv",
    lambda content, _: canonical.convert(content).encode(),
)
PLAIN_MESH = Source(
    FACE_MESH, "face_landmark.tflite", "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1", _PACKED_IN
)
"""The mesh without attention; it is not converted, the proof compares with it."""
CONVERSIONS = [DETECTOR, MESH, MATTE, CANONICAL_FACE]


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m landmarks", description=__doc__)
    arguments.add_argument("--into", type=Path, default=_REPOSITORY, help="root of the checkout to write into")
    into = arguments.parse_args().into
    originals = fetch([conversion.source for conversion in CONVERSIONS])
    for conversion in CONVERSIONS:
        source = conversion.source
        documentation = (
            f"Converted from {source.file} of npm {source.package.specification} (SHA-256 {source.sha256}). "
            "MediaPipe, Copyright The MediaPipe Authors, Apache-2.0."
        )
        content = conversion.convert(originals[source.file], documentation)
        result = into / conversion.result
        result.parent.mkdir(parents=True, exist_ok=True)
        result.write_bytes(content)
        print(f"{sha256(content)}  {conversion.result}")


if __name__ == "__main__":
    main()
