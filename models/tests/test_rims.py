"""What the drawing's rim holds: people who reach it, and a body that continues under it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from generators.landmark_warp.rims import EDGE, GRID, freedom, holds

SIDE = 256
LEFT, RIGHT, TOP, BOTTOM = range(4)
_AT = np.linspace(0, 1, GRID)


def held(*people: tuple[int, int, int, int], last_rows_alike: bool = False) -> np.ndarray:
    """[4,GRID] of a noisy picture with people in boxes: left, top, right, bottom."""
    planes = torch.rand(1, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(1)) * 255
    if last_rows_alike:
        planes[:, :, -20:] = planes[:, :, -20:-19]
    matte = torch.zeros(1, SIDE, SIDE)
    for left, top, right, bottom in people:
        matte[:, top:bottom, left:right] = 1
    return holds(planes, matte)[0].numpy()


def free(rims: np.ndarray, along: float) -> np.ndarray:
    """[2,GRID,GRID] around a face of .4 of the side that ends at .7 of it."""
    number = lambda value: torch.full((1, 1, 1, 1), value)  # noqa: E731
    found = freedom(torch.from_numpy(rims)[None], number(0.7), number(0.4), number(along))
    return found[0].reshape(2, GRID, GRID).numpy()


def test_a_rim_holds_who_reaches_it_and_there_alone():
    rims = held((0, 180, SIDE, SIDE), (90, 60, 160, 180))
    assert rims[[LEFT, RIGHT]][:, _AT > 0.8].min() > 0.99
    assert rims[[LEFT, RIGHT]][:, _AT < 0.6].max() == 0
    assert rims[TOP].max() == 0


def test_hair_at_the_upper_rim_is_held_over_the_head():
    rims = held((90, 5, 160, 180))
    assert rims[TOP, abs(_AT - 0.5) < 0.1].min() > 0.99
    assert rims[TOP, abs(_AT - 0.5) > 0.3].max() == 0


@pytest.mark.parametrize("alike", [False, True])
def test_a_picture_that_ends_is_known_by_its_last_rows(alike):
    assert held(last_rows_alike=alike)[BOTTOM] == pytest.approx(1 - alike)


def test_nothing_holds_what_reaches_no_rim_but_the_ground():
    across, down = free(held((90, 60, 160, 180)), along=0.0)
    inside = _AT < 1 - EDGE
    assert across[inside].min() == down[inside].min() == 1
    assert across[-1].max() == down[-1].max() == 0


def test_what_reaches_a_rim_stays_there():
    across, down = free(held((0, 0, SIDE, SIDE)), along=0.0)
    for rim in (across[0], across[:, 0], across[:, -1], down[0], down[:, 0], down[:, -1]):
        assert np.abs(rim).max() < 1e-6


def test_a_body_leans_where_it_goes_on_and_goes_along_where_the_picture_ends():
    middle, shoulders = GRID // 2, np.searchsorted(_AT, 0.88)
    leaning, whole = (free(held(last_rows_alike=alike), along=1.0) for alike in (False, True))
    assert 0.2 < leaning[0, shoulders, middle] < 0.8
    assert np.all(np.diff(leaning[0, :, middle]) <= 0)
    assert whole[0, shoulders, middle] == 1
    assert leaning[1, :, middle] == pytest.approx(whole[1, :, middle])
