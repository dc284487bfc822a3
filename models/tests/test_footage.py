"""The preparation of clips and stills: crops, turned heads, a still before a handheld camera."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from test_landmark_warp import face, picture

from proof.fixtures import COLLINS, REPOSITORY, portraits
from training.crops import Crop
from training.footage import Clip, UnusableError
from training.prepare import Amount, Studio, prepare
from training.stills import held
from training.turning import angles, turned, yaw


@pytest.fixture(scope="module")
def still(tmp_path_factory) -> Path:
    """Eileen Collins, NASA: public domain."""
    path = tmp_path_factory.mktemp("stills") / "collins.png"
    assert cv2.imwrite(str(path), portraits()[COLLINS][:, :, ::-1])
    return path


def test_a_still_before_a_camera_is_moved_as_a_whole():
    landmarks = face() + np.float32([0, 0, 3])
    shown = np.zeros((256, 256, 3), np.uint8)
    cv2.circle(shown, [int(v) for v in landmarks[4, :2].round()], 4, (255, 255, 255), -1)
    pictures, moved = held(shown, landmarks, np.random.default_rng(1))
    np.testing.assert_array_equal(pictures[0], shown)
    np.testing.assert_allclose(moved[0], landmarks, atol=1e-3)
    for seen, points in zip(pictures, moved, strict=True):
        middle = np.argwhere(seen[..., 0] > 128).mean(0)[::-1]
        assert np.abs(middle - points[4, :2]).max() < 1
        larger = np.linalg.norm(points[10] - points[152]) / np.linalg.norm(landmarks[10] - landmarks[152])
        apart = lambda each: np.linalg.norm(each[::20, None] - each[None, ::20], axis=-1)  # noqa: E731
        np.testing.assert_allclose(apart(points), larger * apart(landmarks), atol=1e-2)
        assert larger + 1e-4 >= 1 and larger < 1.07


def test_neighbours_of_a_still_differ_a_little():
    landmarks = face()
    for seed in range(10):
        _, moved = held(picture(3), landmarks, np.random.default_rng(seed))
        steps = np.linalg.norm(np.diff(moved[:, 4, :2], axis=0), axis=-1)
        assert 0.1 < steps.mean() < 6


def test_a_still_is_the_target_of_its_own_turned_head(still, tmp_path):
    studio = Studio(REPOSITORY / "identity/src/main/resources/bundles/landmark-warp")
    assert prepare(still, tmp_path, studio, Amount(sources=2, runs=3), seed=4) == 12
    assert [each.name for each in tmp_path.iterdir()] == ["collins.npz"]
    pairs = np.load(tmp_path / "collins.npz")
    assert pairs["target"].shape == (12, 256, 256, 3)
    assert (pairs["sources"][:, 0] == np.repeat([0, 1], 6)).all() and (pairs["sources"][:, 1:] == -1).all()
    for source, target in zip(pairs["rest"][pairs["sources"][:, 0]], pairs["landmarks"], strict=True):
        assert 5 < abs(yaw(target) - yaw(source)) < 25
    inside = (pairs["matte"] > 250) & (pairs["warped"][..., 3] == 255)
    wrong = np.abs(pairs["warped"][..., :3].astype(int) - pairs["target"]).mean(-1)[inside].mean()
    turned_ = np.abs(pairs["portraits"][pairs["sources"][:, 0]].astype(int) - pairs["target"]).mean(-1)[inside].mean()
    assert wrong < 0.6 * turned_


def test_what_shows_no_face_is_named(tmp_path):
    assert cv2.imwrite(str(tmp_path / "cup.png"), picture(2))
    with pytest.raises(UnusableError, match=r"cup\.png: no face was found"):
        Clip.followed(tmp_path / "cup.png", 10)


def test_a_head_is_turned_as_one_about_its_middle():
    rest = face()
    points = turned(rest, 15, -8, 5)
    apart = lambda each: np.linalg.norm(each[::20, None] - each[None, ::20], axis=-1)  # noqa: E731
    np.testing.assert_allclose(apart(points), apart(rest), atol=1e-3)
    np.testing.assert_allclose(points[[234, 454]].mean(0), rest[[234, 454]].mean(0), atol=1e-3)
    assert yaw(turned(rest, 15, 0, 0)) == pytest.approx(yaw(rest) + 15, abs=0.1)
    assert turned(rest, 15, 0, 0)[4, 0] > rest[4, 0] + 5
    assert turned(rest, 0, 15, 0)[4, 1] > rest[4, 1] + 5


@pytest.mark.parametrize("aside", [-20, 20])
def test_a_head_that_looks_aside_is_turned_to_the_front(aside):
    points = turned(face(), aside, 0, 0)
    for seed in range(20):
        assert abs(yaw(turned(points, angles(points, np.random.default_rng(seed))[0], 0, 0))) < 13


@pytest.mark.parametrize(("left", "top"), [(-10, -7), (5, 9), (40, 30)])
def test_a_crop_goes_back_to_where_it_was_cut(left, top):
    whole = picture(4, 64)
    crop = Crop(left, top, 50, 50)
    np.testing.assert_array_equal(crop.back(crop.cut(whole), whole), whole)
    changed = crop.back(crop.cut(whole) * 0, whole)
    inside = np.zeros((64, 64), bool)
    inside[max(0, top) : top + 50, max(0, left) : left + 50] = True
    assert (changed[inside] == 0).all()
    np.testing.assert_array_equal(changed[~inside], whole[~inside])


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
def test_a_crop_shows_landmarks_where_they_are(scale):
    landmarks = face(256) * [scale, scale, scale] + [30 * scale, 10 * scale, 0]
    shown = np.zeros((int(400 * scale), int(500 * scale), 3), np.uint8)
    x, y = landmarks[4, :2].round().astype(int)
    reach = max(1, int(2 * scale))
    shown[y - reach : y + reach + 1, x - reach : x + reach + 1] = 255
    crop = Crop.around(landmarks, shown.shape)
    cut = crop.cut(shown)
    assert cut.shape == (crop.size, crop.size, 3)
    brightest = np.argwhere(cut[..., 0] > 0.9 * cut.max()).mean(0)
    assert np.abs(brightest[::-1] - crop.into(landmarks)[4, :2]).max() < 2
