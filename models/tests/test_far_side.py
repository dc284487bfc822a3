"""Far sides of turned faces, made of the other half: a painted head against itself, and the bundle against PyTorch."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch
from faces import upright
from test_landmark_warp import embedding, planes, render, session
from test_turning_heads import face, features, outline

from generators.landmark_warp import far_side
from generators.landmark_warp.face import FACE, TRIANGLES
from generators.landmark_warp.generator import Generator
from generators.landmark_warp.likeness import Likeness

SIDE = 256
OWN = -30
DARKER = np.array([0.8, 0.65, 0.55])  # the half of the face at the picture's left, for uneven light


@pytest.fixture(scope="module")
def encoder():
    return session("encoder")


@pytest.fixture(scope="module")
def generator():
    return session("generator")


def painted(yaw: float, left: np.ndarray | float = 1.0) -> np.ndarray:
    """A head before grey: both halves alike, spotted all over, its left half lit by `left`."""
    points, picture = face(yaw), np.full((SIDE, SIDE, 3), 90, np.uint8)
    middles = FACE[TRIANGLES].mean(1)
    tone = 0.75 + 0.25 * np.sin(19 * np.abs(middles[:, :1])) * np.sin(19 * middles[:, 1:2])
    share = np.clip(0.5 - middles[:, :1] / 0.1, 0, 1)
    colours = tone * [210, 160, 140] * (1 + (np.asarray(left) - 1) * share)
    corners = points[TRIANGLES]
    across, down = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    seen = across[:, 0] * down[:, 1] - across[:, 1] * down[:, 0]
    for each in np.argsort(-corners[:, :, 2].mean(1)):
        if seen[each] * FRONT > 0:
            places = (corners[each, :, :2] * 16).round().astype(np.int32)
            cv2.fillConvexPoly(picture, places, colours[each].tolist(), cv2.LINE_AA, 4)
    return picture


def _front() -> float:
    """The sign of a triangle's area, seen from the front."""
    across, down = (upright()[TRIANGLES[0]][i] - upright()[TRIANGLES[0]][0] for i in (1, 2))
    return float(np.sign(across[0] * down[1] - across[1] * down[0]))


FRONT = _front()


def without(identity: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The identity with nothing hidden."""
    far = identity["far"].copy()
    far[..., 0] = 0
    return identity | {"far": far}


def far_cheek(yaw: float) -> np.ndarray:
    """[SIDE,SIDE]: the area to the left of the nose in the picture, without eyes and lips."""
    points = face(yaw)
    left = np.arange(SIDE)[None] < points[6, 0]
    return (outline(points, -3) * (1 - features(points)) > 0) & left


@pytest.mark.parametrize(("yaw", "most"), [(-12, 0.85), (0, 0.7)])
def test_the_far_side_looks_as_it_does(encoder, generator, yaw, most):
    identity, target, truth = embedding(encoder, [painted(OWN)], [face(OWN)]), [face(yaw)], painted(yaw).astype(int)
    drawn, smeared = (render(generator, each, target)[0][0] for each in (identity, without(identity)))
    wrong = [np.abs(each - truth)[far_cheek(yaw)].mean() for each in (drawn, smeared)]
    assert wrong[0] < most * wrong[1]


def test_the_far_side_stays_in_its_own_light(encoder, generator):
    identity = embedding(encoder, [painted(OWN, DARKER)], [face(OWN)])
    drawn, truth = render(generator, identity, [face(0)])[0][0], painted(0, DARKER)
    found, wanted = (each[far_cheek(0)].mean(0) for each in (drawn, truth))
    assert np.abs(found / wanted - 1).max() < 0.12


def test_a_face_that_looks_ahead_has_no_far_side(encoder, generator):
    identity = embedding(encoder, [painted(0)], [face(0)])
    assert identity["far"][..., 0].max() < 0.05
    for yaw in (0, 20):
        drawn, plain = (render(generator, each, [face(yaw)])[0] for each in (identity, without(identity)))
        assert np.array_equal(drawn, plain)


def test_the_portraits_own_pose_shows_the_portrait(encoder, generator):
    identity = embedding(encoder, [painted(OWN)], [face(OWN)])
    drawn, plain = (render(generator, each, [face(OWN)])[0] for each in (identity, without(identity)))
    assert np.array_equal(drawn, plain)


def test_what_another_picture_shows_is_not_mirrored(encoder, generator):
    both = embedding(encoder, [painted(OWN), painted(-OWN)], [face(OWN), face(-OWN)])
    drawn, plain = (render(generator, each, [face(0)])[0] for each in (both, without(both)))
    assert np.array_equal(drawn, plain)
    alike = embedding(encoder, [painted(OWN), painted(OWN + 2)], [face(OWN), face(OWN + 2)])
    drawn, plain = (render(generator, each, [face(0)])[0] for each in (alike, without(alike)))
    assert (drawn != plain).any(-1).mean() > 0.02


def test_the_exported_bundle_draws_what_pytorch_draws(encoder, generator):
    turned, ahead = (embedding(encoder, [painted(yaw)], [face(yaw)]) for yaw in (OWN, 0))
    both = {name: np.concatenate([turned[name], ahead[name]]) for name in turned}
    slots, landmarks = [0, 1, 0, 0], np.stack([face(0), face(0), face(OWN), face(-10, 10, 10)])
    given = {name: both[name] for name in Likeness._fields} | {"slots": np.array(slots, np.int32)}
    (found,) = generator.run(None, given | {"landmarks": landmarks})
    tensors = [torch.from_numpy(each) for each in (*given.values(), landmarks)]
    with torch.no_grad():
        expected = Generator()(*tensors).numpy()
    assert (np.abs(planes(found) - planes(expected)) > 1).mean() < 1e-3


def test_a_turned_face_is_drawn_alike_by_itself_and_among_others(encoder, generator):
    identity = embedding(encoder, [painted(OWN)], [face(OWN)])
    targets = [face(0), face(-10, 12), face(OWN)]
    together, _ = render(generator, identity, targets)
    for drawn, target in zip(together, targets, strict=True):
        assert (np.abs(drawn.astype(int) - render(generator, identity, [target])[0][0]) > 1).mean() < 1e-3


def test_every_place_has_one_opposite():
    places = np.array(far_side.PLACES)
    assert {*far_side.OPPOSITE.tolist()} == {*far_side.PLACES}
    np.testing.assert_allclose(FACE[far_side.OPPOSITE] * [-1, 1, 1], FACE[places], atol=1e-6)
    ahead = torch.from_numpy(upright()[None, :, :2]).float()
    assert (far_side.sizes(ahead, far_side.RINGS, far_side.EVENING) > 3e-4).all()
