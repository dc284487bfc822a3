"""The moved face of the demo, on the landmarks of a fixture."""

import numpy as np
import pytest

from demo.face import Face, fit, rotation
from demo.script import Script, write_script
from demo.voice import REST, SAMPLE_RATE, Phone, Speech
from proof import fixtures

LANDMARKS = fixtures.read(fixtures.FACE_MESH)["hopper"][1][:-1].reshape(478, 3).astype(float)
STILL = dict.fromkeys(Script.__dataclass_fields__, 0.0)
INNER_UPPER_LIP, INNER_LOWER_LIP, CHIN = 13, 14, 152
UPPER_LID, LOWER_LID = 159, 145


@pytest.fixture
def neutral():
    return fit(LANDMARKS).to_face(LANDMARKS)


def posed(neutral: np.ndarray, **motion: float) -> np.ndarray:
    return Face(neutral).posed({**STILL, **motion})


def gap(points: np.ndarray, upper: int, lower: int) -> float:
    return points[upper, 1] - points[lower, 1]


def test_a_picture_is_the_same_after_a_walk_through_the_face_s_own_space():
    placed = fit(LANDMARKS)
    np.testing.assert_allclose(placed.to_picture(placed.to_face(LANDMARKS)), LANDMARKS, atol=1e-9)
    np.testing.assert_allclose(placed.rotation @ placed.rotation.T, np.eye(3), atol=1e-9)
    assert np.linalg.det(placed.rotation) > 0


def test_no_motion_leaves_the_face_as_it_is(neutral):
    np.testing.assert_array_equal(posed(neutral), neutral)


def test_an_open_jaw_parts_the_lips_and_takes_the_chin_along(neutral):
    opened = posed(neutral, jaw=1.0)
    assert gap(opened, INNER_UPPER_LIP, INNER_LOWER_LIP) > gap(neutral, INNER_UPPER_LIP, INNER_LOWER_LIP) + 1
    assert opened[CHIN, 1] < neutral[CHIN, 1] - 1
    np.testing.assert_allclose(opened[UPPER_LID], neutral[UPPER_LID])


def test_shut_lips_touch_however_far_the_jaw_is_open(neutral):
    shut = posed(neutral, jaw=0.5, shut=1.0)
    np.testing.assert_allclose(shut[INNER_UPPER_LIP], shut[INNER_LOWER_LIP], atol=1e-9)


def test_a_blink_shuts_the_eye(neutral):
    open_by = gap(neutral, UPPER_LID, LOWER_LID)
    assert gap(posed(neutral, blink=1.0), UPPER_LID, LOWER_LID) < 0.05 * open_by


def test_yaw_turns_to_the_face_s_left_and_pitch_up():
    ahead = np.array([0, 0, 1.0])
    assert (rotation(10, 0, 0) @ ahead)[0] > 0
    assert (rotation(0, 10, 0) @ ahead)[1] > 0


def test_lips_are_shut_at_rest_and_in_an_m_and_open_in_an_a():
    phones = [
        Phone(REST, 0, 0.6),
        Phone("aa", 0.6, 0.9),
        Phone("m", 0.9, 1.0),
        Phone("aa", 1.0, 1.3),
        Phone(REST, 1.3, 2),
    ]
    tone = 8000 * np.sin(np.arange(2 * SAMPLE_RATE) / 20)
    speech = Speech(np.where(np.abs(np.arange(len(tone)) / SAMPLE_RATE - 0.95) < 0.35, tone, 0).astype("<i2"), phones)
    script = write_script(speech, seed=1)
    assert script.frames == 50
    assert script.shut[[0, 24, -1]].min() > 0.9
    assert script.shut[[19, 29]].max() < 0.1
    assert script.jaw[[19, 29]].min() > 0.5
    assert np.abs(script.yaw[[0, -1]]).max() < 1e-6
