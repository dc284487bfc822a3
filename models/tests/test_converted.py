"""The committed ONNX files against TensorFlow Lite's results for the originals (see `proof`)."""

import hashlib
import re

import numpy as np
import onnx
import pytest

from landmarks.__main__ import CONVERSIONS, DETECTOR, MATTE, MESH
from proof import fixtures
from proof.converted import Converted

NEWEST_OPSET_OF_THE_JAVA_RUNTIME = 21
MESH_FIXTURES = fixtures.read(fixtures.FACE_MESH)
DETECTOR_FIXTURES = fixtures.read(fixtures.FACE_DETECTOR)
MATTE_FIXTURES = fixtures.read(fixtures.SELFIE_MATTE)


@pytest.fixture(scope="module")
def mesh():
    return Converted(MESH.result)


@pytest.mark.parametrize("name", MESH_FIXTURES)
def test_landmarks_are_within_a_hundredth_of_a_pixel_of_the_original(mesh, name):
    picture, expected = MESH_FIXTURES[name]
    landmarks, presence = mesh.run(picture[None])
    np.testing.assert_allclose(landmarks[0], expected[:-1].reshape(478, 3), atol=0.01)
    np.testing.assert_allclose(presence[0], expected[-1], atol=1e-4)


def test_a_batch_gives_what_its_pictures_give_alone(mesh):
    pictures = np.stack([picture for picture, _ in MESH_FIXTURES.values()])
    together = mesh.run(pictures)
    for number, picture in enumerate(pictures):
        landmarks, presence = mesh.run(picture[None])
        np.testing.assert_allclose(together[0][number], landmarks[0], atol=0.01)
        np.testing.assert_allclose(together[1][number], presence[0], atol=1e-4)


def test_only_pictures_with_a_face_have_one(mesh):
    pictures = {name: picture for name, (picture, _) in MESH_FIXTURES.items()}
    assert mesh.run(pictures["collins"][None])[1] > 0.99
    assert mesh.run(pictures["coffee"][None])[1] < 0.01


@pytest.mark.parametrize("name", DETECTOR_FIXTURES)
def test_detections_are_the_original_ones_decoded(name):
    picture, expected = DETECTOR_FIXTURES[name]
    expected = expected.reshape(896, 17)
    scores, boxes, keypoints = Converted(DETECTOR.result).run(picture[None])
    np.testing.assert_allclose(scores[0], expected[:, 0], atol=1e-5)
    np.testing.assert_allclose(boxes[0], expected[:, 1:5], atol=1e-5)
    np.testing.assert_allclose(keypoints[0].reshape(896, 12), expected[:, 5:], atol=1e-5)


@pytest.mark.parametrize("name", MATTE_FIXTURES)
def test_the_matte_is_the_original_one(name):
    picture, expected = MATTE_FIXTURES[name]
    (matte,) = Converted(MATTE.result).run(picture[None])
    np.testing.assert_allclose(matte[0], expected.reshape(256, 256), atol=1e-3)


@pytest.mark.parametrize("conversion", [DETECTOR, MESH, MATTE], ids=lambda conversion: conversion.result.stem)
def test_models_load_in_the_java_runtime(conversion):
    model = onnx.load(fixtures.REPOSITORY / conversion.result)
    (opset,) = model.opset_import
    assert opset.domain == ""
    assert opset.version <= NEWEST_OPSET_OF_THE_JAVA_RUNTIME
    assert model.graph.input[0].type.tensor_type.elem_type == onnx.TensorProto.UINT8


@pytest.mark.parametrize("conversion", CONVERSIONS, ids=lambda conversion: conversion.result.stem)
def test_the_card_names_source_and_result(conversion):
    card = (fixtures.REPOSITORY / "models/cards" / conversion.result.name).with_suffix(".md").read_text()
    content = (fixtures.REPOSITORY / conversion.result).read_bytes()
    assert {conversion.source.sha256, hashlib.sha256(content).hexdigest()} <= set(re.findall(r"\b[0-9a-f]{64}\b", card))
