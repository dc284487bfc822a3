"""What closed lids are coloured like."""

from __future__ import annotations

import pytest
import torch
from faces import drawn, upright

from generators.landmark_warp.face import EYES
from generators.landmark_warp.lids import PLACES, ROWS, tones

SIDE = 512
SKIN = 160.0


def factors(cheek: float) -> torch.Tensor:
    """[ROWS,PLACES] of the right eye's red, where half an eye's width under it a cheek of another brightness begins."""
    landmarks = torch.from_numpy(drawn(upright(), SIDE))[None]
    eye = EYES[0]
    lower, width = (
        landmarks[0, eye.lower, 1].amax(),
        (landmarks[0, eye.corners[0]] - landmarks[0, eye.corners[1]]).norm(),
    )
    planes = torch.full((1, 3, SIDE, SIDE), SKIN)
    planes[:, :, int(lower + 0.4 * width) :] = cheek
    return tones(planes, landmarks, torch.zeros(1, 2, 1))[0, 0, :, 0].reshape(ROWS, PLACES)


def test_skin_of_one_colour_makes_a_lid_of_it_a_little_darker():
    assert factors(SKIN).numpy() == pytest.approx(0.95)


def test_a_bright_cheek_does_not_show_on_the_lid():
    found = factors(230.0)
    middle = PLACES // 2
    assert found[0, middle] * SKIN == pytest.approx(float(found[-1, middle]) * 230, rel=0.02)
