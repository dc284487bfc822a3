"""How neck and shoulders follow a head. Uses the warp as it is before export: the whole picture is the person."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from faces import drawn, upright

from generators.landmark_warp.encoder import Encoder
from generators.landmark_warp.face import CHIN, FOREHEAD
from generators.landmark_warp.generator import Generator

SIDE = 256
_NECK_BEHIND = 0.5  # the canonical face's origin, in face heights


def face(right: float = 0.0, down: float = 0.0, turn: float = 0.0, size: float = 1.0) -> torch.Tensor:
    """The canonical face [1,478,3] of a size, moved by face heights from the middle, turned on its neck by degrees."""
    points, neck = size * upright(), [0, _NECK_BEHIND]
    turned = (points[:, [0, 2]] - neck) @ _rotation(turn).T + neck
    points = np.stack([turned[:, 0] + right, points[:, 1] + down, turned[:, 1]], 1)
    return torch.from_numpy(drawn(points, SIDE))[None]


def _rotation(degrees: float) -> np.ndarray:
    a = np.radians(degrees)
    return np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])


def places(target: torch.Tensor) -> np.ndarray:
    """[2,SIDE,SIDE]: which x and y of a picture are drawn where, because its colours are its places."""
    line = torch.arange(SIDE, dtype=torch.float32)
    x, y = torch.meshgrid(line, line, indexing="xy")
    picture = torch.stack([x, y, y], 2)[None].to(torch.uint8)
    rest = face()
    *known, _ = Encoder()(picture, rest, torch.ones(1, 256, 256))
    words = Generator()(*(each[None] for each in known), torch.zeros(1, dtype=torch.int32), target)[0]
    return np.stack([words >> 24 & 255, words >> 16 & 255])


def ways(target: torch.Tensor, under_chin: float = 0.3) -> np.ndarray:
    """How far right and down, in face heights, the collar has moved, or what is `under_chin` under the chin at rest."""
    rest = face()
    height = float((rest[0, FOREHEAD] - rest[0, CHIN]).norm())
    x, y = (rest[0, CHIN, :2] + torch.tensor([0, under_chin * height])).round().int().tolist()
    return (np.array([x, y]) - places(target)[:, y, x]) / height


@pytest.mark.parametrize("right, down", [(0.25, 0), (-0.25, 0), (0, 0.2)])
def test_a_body_goes_where_the_head_goes(right, down):
    gone, wanted = ways(face(right, down)), np.array([right, down])
    assert (gone @ wanted) / (wanted @ wanted) > 0.6
    assert abs(gone @ wanted[::-1]) < 0.03


def test_a_body_that_rises_is_drawn_out():
    _, down = ways(face(down=-0.25))
    assert -0.15 < down < -0.04


@pytest.mark.parametrize("turn", [-15, 15])
def test_a_body_does_not_turn_with_the_head(turn):
    assert np.abs(ways(face(turn=turn))).max() < 0.05


def test_a_body_does_not_tremble_with_the_head():
    assert np.abs(ways(face(right=0.015))).max() < 0.006


@pytest.mark.parametrize("size", [0.85, 1.15])
def test_the_crown_of_a_head_that_comes_nearer_grows_with_it(size):
    crown = -1.15
    _, down = ways(face(size=size), under_chin=crown)
    assert down / ((size - 1) * (crown + 0.5)) > 0.7


@pytest.mark.parametrize("roll", [-25, 25])
def test_hair_leans_with_the_head(roll):
    """Over the forehead, beyond all landmarks, as rigidly as the face."""
    points, (cos, sin) = upright(), (np.cos(np.radians(roll)), np.sin(np.radians(roll)))
    leaning = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]])
    rest, target = drawn(points, SIDE), drawn(points @ leaning, SIDE)
    top, chin, middle = rest[FOREHEAD, :2], rest[CHIN, :2], [SIDE / 2, SIDE / 2]
    crown = top + 0.15 * (top - chin)
    x, y = ((crown - middle) @ leaning[:2, :2] + middle).round().astype(int)
    found = places(torch.from_numpy(target)[None])[:, y, x]
    assert np.linalg.norm(found - crown) < 0.03 * np.linalg.norm(top - chin)
