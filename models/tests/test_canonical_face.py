"""The canonical face as Java reads it."""

import numpy as np

from landmarks.__main__ import CANONICAL_FACE
from proof.fixtures import REPOSITORY

LINES = [line.split(",") for line in (REPOSITORY / CANONICAL_FACE.result).read_text().splitlines()]
VERTICES = np.array([line[1:] for line in LINES if line[0] == "vertex"], float)
TRIANGLES = np.array([line[1:] for line in LINES if line[0] == "triangle"], int)
NOSE_TIP, FOREHEAD, CHIN, RIGHT_EYE, LEFT_EYE = 4, 10, 152, 33, 263


def test_is_a_mesh_of_all_its_vertices():
    assert VERTICES.shape == (468, 6)
    assert TRIANGLES.shape == (898, 3)
    assert set(TRIANGLES.ravel()) == set(range(468))


def test_looks_along_z_with_its_forehead_up_and_its_left_at_positive_x():
    positions = VERTICES[:, :3]
    assert positions[NOSE_TIP, 2] == positions[:, 2].max()
    assert positions[FOREHEAD, 1] > 0 > positions[CHIN, 1]
    assert positions[RIGHT_EYE, 0] < 0 < positions[LEFT_EYE, 0]


def test_weighs_both_halves_of_the_face_alike():
    weights, x = VERTICES[:, 5], VERTICES[:, 0]
    assert np.count_nonzero(weights) == 33
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights[x > 0].sum(), weights[x < 0].sum(), rtol=1e-5)
