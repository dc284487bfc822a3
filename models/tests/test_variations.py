"""How pairs are varied, on pictures without a person."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from test_landmark_warp import face
from torch import Tensor

from generators.marotte_neural.signals import signals
from training import variations

_SPOT, _PLACE = 3, 4  # pixels of a spot's radius, and the landmark it is at: the nose's tip


def windows(landmarks: Tensor, channels: int) -> Tensor:
    """Black pictures [2,channels,256,256] with a white spot at the nose's tip."""
    y, x = torch.meshgrid(torch.arange(256.0), torch.arange(256.0), indexing="ij")
    away = torch.stack([torch.hypot(x - tip[0], y - tip[1]) for tip in landmarks[:, _PLACE]])
    return (_SPOT + 0.5 - away).clamp(0, 1)[:, None].repeat(1, channels, 1, 1)


@pytest.fixture
def run() -> variations.Run:
    """Two neighbours, and a source with its face elsewhere."""
    landmarks, rest = (torch.from_numpy(np.stack(faces)) for faces in ([face(mouth=0.1), face()], [face() + 5] * 2))
    return {
        "warped": windows(landmarks, 4),
        "behind": windows(landmarks, 3),
        "target": windows(landmarks, 3),
        "matte": windows(landmarks, 1),
        "landmarks": landmarks,
        "faces": torch.rand(2, 1, 3, 128, 128, generator=torch.manual_seed(1)),
        "shapes": torch.zeros(2, 1, 468, 2),
        "sources": signals(rest)[:, None],
        "portrait": windows(rest, 3),
        "rest": rest,
        "glance": torch.zeros(2, 3),
    }


def spot(pictures: Tensor) -> Tensor:
    """[2,2]: where it is, right and down."""
    weights, line = pictures[:, :1].flatten(0, 1), torch.arange(256.0)
    total = weights.sum((1, 2))
    return torch.stack([(weights.sum(1) * line).sum(1) / total, (weights.sum(2) * line).sum(1) / total], 1)


@pytest.mark.parametrize("seed", range(6))
def test_landmarks_of_another_square_are_where_its_pictures_show_them(run, seed):
    seen = variations._cropped(run, np.random.default_rng(seed))
    for name in ("warped", "behind", "target", "matte"):
        assert (spot(seen[name]) - seen["landmarks"][:, _PLACE, :2]).abs().max() < 0.1, name
    assert (spot(seen["portrait"]) - seen["rest"][:, _PLACE, :2]).abs().max() < 0.1
    torch.testing.assert_close(signals(seen["rest"])[:, None], run["sources"], atol=1e-4, rtol=0)
    assert torch.equal(seen["faces"], run["faces"])


def test_squares_are_nearer_and_farther(run):
    height = lambda seen: float((seen["landmarks"][0, 152] - seen["landmarks"][0, 10])[1])  # noqa: E731
    scales = [height(variations._cropped(run, np.random.default_rng(seed))) / height(run) for seed in range(60)]
    assert 0.85 <= min(scales) < 0.9
    assert 1.25 < max(scales) <= 1.3


def test_a_share_of_runs_shows_another_square(run):
    """A mirror, jitter and a colour do not change the size of a face."""
    width = lambda seen: float((seen["rest"][0, 454] - seen["rest"][0, 234])[:2].norm())  # noqa: E731
    for share in (0, 0.5, 1):
        draws = [variations.varied(run, np.random.default_rng(seed), share) for seed in range(40)]
        changed = sum(abs(width(seen) / width(run) - 1) > 1e-3 for seen in draws)
        assert changed == pytest.approx(40 * share, abs=0 if share != 0.5 else 10)


def test_a_painting_is_painted_alike_in_all_its_pictures(run):
    shown = torch.rand(2, 3, 256, 256, generator=torch.manual_seed(2))
    same = {"target": shown, "portrait": shown, "warped": torch.cat([shown, torch.ones(2, 1, 256, 256)], 1)}
    painted = variations._painted({**run, **same}, np.random.default_rng(3))
    assert float((painted["target"] - shown).abs().mean()) > 0.02
    for alike in (painted["portrait"], painted["warped"][:, :3]):
        torch.testing.assert_close(alike, painted["target"])


def test_a_mirrored_face_has_mirrored_signals():
    landmarks = torch.from_numpy(face(mouth=0.05))[None] + torch.randn(1, 478, 3, generator=torch.manual_seed(3))
    mirrored = landmarks[:, variations._MIRRORED] * torch.tensor([-1.0, 1, 1])
    assert torch.equal(variations._MIRRORED[variations._MIRRORED], torch.arange(478))
    torch.testing.assert_close(signals(mirrored), variations._flipped_signals(signals(landmarks)), atol=1e-4, rtol=0)
