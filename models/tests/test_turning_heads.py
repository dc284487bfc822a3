"""Heads that turn, on portraits that are turned themselves. Uses the warp as it is before export."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest
import torch
from faces import drawn, upright

from generators.landmark_warp.encoder import Encoder
from generators.landmark_warp.face import EYES, LOWER_LIP_ROWS, UPPER_LIP_ROWS
from generators.landmark_warp.generator import Generator

SIDE = 256
STEP = 4  # pixels between which slopes are measured
STRETCHED = 1 / 12  # of a place's area in the portrait
NECK_BEHIND = 0.5  # the canonical face's origin, in face heights


def face(yaw: float, pitch: float = 0, roll: float = 0) -> np.ndarray:
    """The canonical face [478,3], turned on its neck by degrees."""
    (cy, cp, cr), (sy, sp, sr) = (f(np.radians([yaw, pitch, roll])) for f in (np.cos, np.sin))
    aside = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    down = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    leaning = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    neck = [0, 0, NECK_BEHIND]
    return drawn((upright() - neck) @ (leaning @ aside @ down).T + neck, SIDE)


def held(own: float, turn: float) -> float:
    """A turn as limited by the render stage's HeadTurnLimit."""
    back, aside = np.clip(32 - abs(own), 12, 32), np.clip(40 - abs(own), 8, 32)
    furthest = aside if turn * own > 0 else back
    easy = furthest * 18 / 32
    beyond = (furthest - easy) * np.tanh(max(abs(turn) - easy, 0) / (furthest - easy))
    return float(np.copysign(min(abs(turn), easy) + beyond, turn))


def outline(landmarks: np.ndarray, grown: int) -> np.ndarray:
    """[SIDE,SIDE]: 1 within a face, grown by pixels or, below zero, shrunk."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(landmarks[:, :2].round().astype(np.int32)), 1)
    disc = np.ones((2 * abs(grown) + 1,) * 2, np.uint8)
    return cv2.dilate(mask, disc) if grown > 0 else cv2.erode(mask, disc)


@pytest.fixture(scope="module", params=[-40, -20, 0, 20, 40])
def portrait(request) -> tuple[float, list[torch.Tensor], np.ndarray]:
    """Own yaw, likeness and background of a picture whose red and green are places; blue is who is not background."""
    rest = face(request.param)
    x, y = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    person = outline(rest, 6)
    picture = np.stack([x, y, 255 * person], -1).astype(np.uint8)
    matte = torch.from_numpy(cv2.resize(person.astype(np.float32), (256, 256)))[None]
    *known, background = Encoder()(torch.from_numpy(picture)[None], torch.from_numpy(rest)[None], matte)
    return request.param, [each[None] for each in known], planes(background[0].numpy())


def planes(words: np.ndarray) -> np.ndarray:
    return np.stack([words >> shift & 255 for shift in (24, 16, 8)], -1).astype(float)


POSES = list(itertools.product((-35, 0, 35), (-20, 0, 20), (-25, 25)))


def shown(portrait, pose, mirrored: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """The drawing of a pose: colours [SIDE,SIDE,3], and where the face's skin is.

    Mirrored parts are naturally the other way round; without mirroring, the same is warped.
    """
    own, known, background = portrait
    *rest, far = known
    known = [*rest, far * torch.tensor([float(mirrored), 1, 1, 1, 1])]
    yaw, pitch, roll = pose
    target = face(own + held(own, yaw), pitch, roll)
    words = Generator()(*known, torch.zeros(1, dtype=torch.int32), torch.from_numpy(target)[None])[0].numpy()
    inside = outline(target, -STEP) * (1 - features(target))
    return planes(words) + background * (255 - (words & 255))[..., None] / 255, inside > 0


def features(landmarks: np.ndarray) -> np.ndarray:
    """[SIDE,SIDE]: 1 where eyes and lips are, which are drawn in layers."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for points in (UPPER_LIP_ROWS + LOWER_LIP_ROWS, *(eye.upper + eye.lower + eye.crease for eye in EYES)):
        cv2.fillConvexPoly(mask, cv2.convexHull(landmarks[points, :2].round().astype(np.int32)), 1)
    return cv2.dilate(mask, np.ones((2 * STEP + 1,) * 2, np.uint8))


def areas(colours: np.ndarray) -> np.ndarray:
    """By how much smaller places lie in the portrait, below zero if mirrored; as means over some pixels."""
    smooth = cv2.blur(colours[..., :2], (STEP, STEP))
    dx, dy = ((np.roll(smooth, -STEP, axis) - np.roll(smooth, STEP, axis)) / (2 * STEP) for axis in (1, 0))
    return dx[..., 0] * dy[..., 1] - dx[..., 1] * dy[..., 0]


def test_a_turning_face_is_whole(portrait):
    """It contains no background, no part of it is folded, and hardly any is stretched."""
    for pose in POSES:
        colours, inside = shown(portrait, pose)
        found = areas(colours)[inside]
        assert (colours[..., 2] < 160)[inside].mean() < 0.002, pose
        assert (found <= 0).mean() < 0.005, pose
        assert (found < STRETCHED).mean() < 0.01, pose
        colours, inside = shown(portrait, pose, mirrored=True)
        assert (colours[..., 2] < 160)[inside].mean() < 0.002, pose
