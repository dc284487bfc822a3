"""The colours of closed lids."""

from __future__ import annotations

import pytest
import torch
from faces import drawn, upright

from generators.landmark_warp.face import EYES
from generators.landmark_warp.lids import PLACES, ROWS, TONES, tones

SIDE = 512
SKIN = 160.0


def made(cheek: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Of the right eye's red [ROWS,PLACES] and [TONES,PLACES], where a cheek of another brightness begins half an eye's
    width under it: what evens out the strip, and the lid's tones."""
    landmarks = torch.from_numpy(drawn(upright(), SIDE))[None]
    eye = EYES[0]
    lower, width = (
        landmarks[0, eye.lower, 1].amax(),
        (landmarks[0, eye.corners[0]] - landmarks[0, eye.corners[1]]).norm(),
    )
    planes = torch.full((1, 3, SIDE, SIDE), SKIN)
    planes[:, :, int(lower + 0.4 * width) :] = cheek
    found = tones(planes, landmarks, torch.zeros(1, 2, 1))[0, 0, :, 0].reshape(ROWS + TONES, PLACES)
    return found[:ROWS], found[ROWS:]


def test_skin_of_one_colour_makes_a_lid_of_it():
    even, tone = made(SKIN)
    assert even.numpy() == pytest.approx(1 / SKIN)
    assert tone.numpy() == pytest.approx(SKIN)


def test_a_bright_cheek_does_not_show_on_the_lid():
    even, tone = made(230.0)
    middle = PLACES // 2
    assert even[0, middle] * SKIN == pytest.approx(float(even[-1, middle]) * 230, rel=0.02)
    assert tone[:, middle].max() < 1.1 * SKIN
