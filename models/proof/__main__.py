"""`python -m proof` writes what TensorFlow Lite says of the originals as fixtures and compares the ONNX files."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from landmarks import attention, detector, matte
from landmarks.__main__ import DETECTOR, MATTE, MESH, PLAIN_MESH
from landmarks.packages import fetch

from . import fixtures, oracle
from .converted import Converted

_DETECTOR_FIXTURES = ("collins", "hopper")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m proof", description=__doc__)
    arguments.add_argument("--draw", type=Path, help="a folder for pictures with their landmarks")
    draw = arguments.parse_args().draw
    originals = fetch([DETECTOR.source, MESH.source, MATTE.source, PLAIN_MESH])
    portraits = fixtures.portraits()
    prove_mesh(originals[MESH.source.file], originals[PLAIN_MESH.file], portraits, draw)
    prove_detector(originals[DETECTOR.source.file], portraits)
    prove_matte(originals[MATTE.source.file], portraits)


def prove_mesh(model: bytes, plain_model: bytes, portraits: dict[str, np.ndarray], draw: Path | None) -> None:
    regions = json.loads(attention.REFINEMENT.read_text())["regions"]
    refined = {number for region in regions.values() for number in region["indices"]}
    shared = [number for number in range(attention.MESH_POINTS) if number not in refined]
    converted = Converted(MESH.result)
    print(
        "face_mesh: largest difference in pixels of x and y | of z | presence ONNX, TFLite | from the plain mesh, mean"
    )
    for name, view in fixtures.VIEWS.items():
        picture = fixtures.cut_out(portraits[view.portrait], view, attention.SIZE)
        expected = oracle.face_mesh(model, regions, picture)
        fixtures.write(fixtures.FACE_MESH, name, picture, np.append(expected.landmarks, expected.presence))
        landmarks, presence = converted.run(picture[None])
        off = np.abs(landmarks[0] - expected.landmarks).max(axis=0)
        apart = np.linalg.norm(
            landmarks[0, shared, :2] - oracle.plain_mesh(plain_model, picture)[shared, :2], axis=1
        ).mean()
        flags = f"{presence[0]:.4f}, {expected.presence:.4f}"
        print(f"  {name:20} {off[:2].max():.1e} | {off[2]:.1e} | {flags} | {apart:.2f}")
        if draw:
            _draw(draw / f"{name}.png", picture, landmarks[0])


def prove_detector(model: bytes, portraits: dict[str, np.ndarray]) -> None:
    converted = Converted(DETECTOR.result)
    print("face_detector: largest difference of scores | of boxes and keypoints, in 0..1")
    for name in _DETECTOR_FIXTURES:
        picture = cv2.resize(_square(portraits[name]), (detector.SIZE, detector.SIZE), interpolation=cv2.INTER_AREA)
        regressors, scores = oracle.face_detector(model, picture)
        fixtures.write(fixtures.FACE_DETECTOR, name, picture, np.column_stack([scores, decoded(regressors)]))
        found = converted.run(picture[None])
        off = np.abs(np.concatenate([found[1][0], found[2][0].reshape(-1, 12)], axis=1) - decoded(regressors))
        print(f"  {name:20} {np.abs(found[0][0] - scores).max():.1e} | {off.max():.1e}")


def decoded(regressors: np.ndarray) -> np.ndarray:
    """MediaPipe's TensorsToDetectionsCalculator, anchor after anchor: [896,16] → boxes and keypoints [896,4+12]."""
    rows = []
    cells = [(8, column, row) for row in range(16) for column in range(16) for _ in range(2)]
    cells += [(16, column, row) for row in range(8) for column in range(8) for _ in range(6)]
    for (stride, column, row), raw in zip(cells, regressors / detector.SIZE, strict=True):
        anchor = np.array([column + 0.5, row + 0.5]) * stride / detector.SIZE
        centre, extent = raw[:2] + anchor, raw[2:4]
        keypoints = raw[4:].reshape(-1, 2) + anchor
        rows.append(np.concatenate([centre - extent / 2, centre + extent / 2, keypoints.ravel()]))
    return np.array(rows)


def prove_matte(model: bytes, portraits: dict[str, np.ndarray]) -> None:
    converted = Converted(MATTE.result)
    print("selfie_matte: largest difference of 0..1")
    for name in (fixtures.COLLINS, fixtures.HOPPER):
        picture = cv2.resize(portraits[name], (matte.SIZE, matte.SIZE), interpolation=cv2.INTER_AREA)
        expected = oracle.selfie_matte(model, picture)
        fixtures.write(fixtures.SELFIE_MATTE, name, picture, expected)
        (found,) = converted.run(picture[None])
        print(f"  {name:20} {np.abs(found[0] - expected).max():.1e}")


def _square(picture: np.ndarray) -> np.ndarray:
    height, width, _ = picture.shape
    return np.pad(picture, ((0, max(width - height, 0)), (0, max(height - width, 0)), (0, 0)))


def _draw(file: Path, picture: np.ndarray, landmarks: np.ndarray) -> None:
    enlargement = 5
    file.parent.mkdir(parents=True, exist_ok=True)
    drawn = cv2.resize(picture[:, :, ::-1], None, fx=enlargement, fy=enlargement, interpolation=cv2.INTER_CUBIC)
    for number, (x, y, _) in enumerate(landmarks):
        colour = (0, 255, 0) if number < attention.MESH_POINTS else (0, 0, 255)
        cv2.circle(drawn, (round(x * enlargement), round(y * enlargement)), 2, colour, -1)
    cv2.imwrite(str(file), drawn)


if __name__ == "__main__":
    main()
