"""Preparation and training, on pictures without a person."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from test_landmark_warp import face, picture
from torch.nn import functional

from generators.marotte_neural.drawing import CLOSE, corner, features, openings
from generators.marotte_neural.export import loaded, release
from generators.marotte_neural.network import Correction
from training.adversary import Adversary, told_apart
from training.losses import Critics, corrected, losses
from training.mesh import Mesh, upright
from training.pairs import Clips
from training.prepare import View
from training.train import Plan, Training, measure


def complexion(pictures: torch.Tensor, _landmarks: torch.Tensor) -> torch.Tensor:
    """Recognises people by their mean colour, and by how bright they are."""
    return functional.normalize(torch.cat([pictures.mean((2, 3)), torch.full((len(pictures), 1), 0.5)], 1))


STILL = Correction(*(torch.zeros(2, *shape) for shape in ((2, 64, 64), (3, 64, 64), (3, CLOSE, CLOSE), (2,))))


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """A clip of one source and four pairs: the warp draws everything too dark."""
    view = View(face(), 256)
    landmarks = np.stack([view.landmarks(face(mouth=mouth)) for mouth in (0.0, 0.02, 0.1, 0.12)])
    target = np.stack([picture(9)] * 4)
    alpha = np.full((4, 256, 256, 1), 255, np.uint8)
    path = tmp_path_factory.mktemp("data") / "clip.npz"
    np.savez(
        path,
        faces=picture(9)[None, ::2, ::2],
        portraits=picture(9)[None],
        rest=view.landmarks(face())[None],
        behind=picture(1)[None],
        sources=np.array([[0] + [-1] * 7] * 4),
        warped=np.concatenate([(target * 0.8).astype(np.uint8), alpha], -1),
        target=target,
        matte=alpha[..., 0],
        landmarks=landmarks,
    )
    return path


@pytest.fixture(scope="module")
def clips(file) -> Clips:
    return Clips([file])


@pytest.fixture(scope="module")
def critics() -> Critics:
    torch.manual_seed(5)
    return Critics(Mesh(), Adversary(), complexion)


def test_training_learns_what_is_wrong(clips):
    training, batches = Training(Plan(steps=40, runs=1, rate=3e-3, adversary=0), complexion), clips.every(1)
    for _ in range(40):
        training.learn(clips)
    found = measure(training.average, batches)
    assert found["corrected"] > found["warp"] + 1


def test_an_interrupted_training_goes_on_as_if_it_had_not_been(clips, tmp_path):
    whole, begun, resumed = (Training(Plan(steps=4, runs=1), complexion) for _ in range(3))
    for _ in range(4):
        whole.learn(clips)
    for _ in range(2):
        begun.learn(clips)
    begun.save(tmp_path / "checkpoint.pt")
    resumed.load(tmp_path / "checkpoint.pt")
    for _ in range(2):
        resumed.learn(clips)
    for one, other in zip(whole.average.parameters(), resumed.average.parameters(), strict=True):
        assert torch.equal(one, other)


def test_a_training_begins_with_released_weights(clips, tmp_path):
    begun, former = (Training(Plan(steps=2, runs=1), complexion) for _ in range(2))
    former.learn(clips)
    former.save(tmp_path / "checkpoint.pt")
    release([tmp_path / "checkpoint.pt"], tmp_path / "weights.npz")
    begun.begin(tmp_path / "weights.npz")
    assert begun.step == 0
    released = loaded(tmp_path / "weights.npz")
    for part in (begun.network, begun.average):
        for one, other in zip(part.parameters(), released.parameters(), strict=True):
            assert torch.equal(one, other)
    begun.learn(clips)
    assert begun.step == 1


def test_batches_are_reproducible_and_varied(clips):
    one, same, other = (clips.drawn(2, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert torch.equal(one.warped, same.warped)
    assert not torch.equal(one.target, other.target)
    assert (one.warped[:, :3] <= one.warped[:, 3:] + 1e-6).all()


def test_without_a_correction_the_warp_is_shown(clips):
    batch = clips.every(1)[0]
    shown, alpha = corrected(batch, STILL)
    torch.testing.assert_close(shown, batch.warped[:, :3], atol=1e-5, rtol=0)
    assert (alpha == 1).all()


def test_a_flow_of_one_pixel_moves_by_one_pixel(clips):
    batch = clips.every(1)[0]
    right = STILL._replace(flow=torch.tensor([1.0, 0.0])[None, :, None, None].expand(2, 2, 64, 64))
    shown = corrected(batch, right)[0]
    torch.testing.assert_close(shown[..., 100:150, 100:150], batch.warped[:, :3, 100:150, 101:151], atol=1e-4, rtol=0)


def test_a_perfect_picture_has_hardly_any_loss(clips, critics):
    batch = clips.every(1)[0]
    perfect = dataclasses.replace(batch, warped=torch.cat([batch.target, batch.matte], 1))
    found, drawn = losses(perfect, STILL, critics)
    untouched, _ = losses(batch, STILL, critics)
    torch.testing.assert_close(drawn, batch.target, atol=1e-5, rtol=0)
    for part in ("places", "openings", "tremor", "seen", "unlike", "stranger"):
        assert float(getattr(found, part)) < 0.01 * float(getattr(untouched, part)), part


def test_light_that_is_lacking_is_less_wrong_when_it_is_added(clips, critics):
    batch = clips.every(1)[0]
    light = functional.avg_pool2d(batch.target - batch.warped[:, :3], 4)
    found, _ = losses(batch, STILL._replace(light=light), critics)
    untouched, _ = losses(batch, STILL, critics)
    for part in ("picture", "seen", "unlike"):
        assert float(getattr(found, part)) < 0.6 * float(getattr(untouched, part)), part


def test_paint_is_put_where_mouth_and_eyes_are(clips):
    batch, corner = clips.every(1)[0], torch.tensor([[40.0, 64.0], [60.0, 72.0]])
    batch = dataclasses.replace(batch, warped=batch.warped * torch.tensor([0.5, 0.5, 0.5, 1])[:, None, None])
    shown, _ = corrected(batch, STILL._replace(paint=torch.full_like(STILL.paint, 0.1), corner=corner))
    added = shown - corrected(batch, STILL)[0]
    for picture_, (left, top) in zip(added, corner.int().tolist(), strict=True):
        inner = picture_[:, top + 20 : top + CLOSE - 20, left + 20 : left + CLOSE - 20]
        torch.testing.assert_close(inner, torch.full_like(inner, 0.1), atol=1e-4, rtol=0)
        assert float(picture_.sum()) < 0.1 * 3 * CLOSE * CLOSE


def test_an_adversary_learns_to_tell(clips):
    torch.manual_seed(6)
    batch, adversary = clips.every(1)[0], Adversary()
    drawn, learning = batch.target.flip(1), torch.optim.Adam(adversary.parameters(), 1e-3)
    losses_ = []
    for _ in range(30):
        loss = told_apart(adversary, batch.target, drawn, batch.landmarks)
        learning.zero_grad()
        loss.backward()
        learning.step()
        losses_.append(float(loss.detach()))
    assert losses_[0] == pytest.approx(2, abs=0.3)
    assert losses_[-1] < 1


def test_a_grid_woven_into_a_mouth_is_no_detail(clips, critics):
    batch = clips.every(1)[-1]
    places = corner(batch.landmarks)
    grid = (torch.arange(CLOSE) % 2 - 0.5) * 0.1 * openings(batch.landmarks, places, CLOSE)
    found, _ = losses(batch, STILL._replace(paint=grid.expand(-1, 3, -1, -1), corner=places), critics)
    untouched, _ = losses(batch, STILL, critics)
    assert float(found.picture) > float(untouched.picture)
    assert float(found.detail) == pytest.approx(float(untouched.detail), abs=0.02)


def test_a_green_tinge_is_seen_in_a_dark_mouth(clips, critics):
    batch = clips.every(1)[-1]
    batch = dataclasses.replace(
        batch, warped=torch.cat([batch.target * 0.1, batch.matte], 1), target=batch.target * 0.1
    )
    place = corner(batch.landmarks)
    inside = openings(batch.landmarks, place, CLOSE) * 0.03
    grey, green = (
        losses(batch, STILL._replace(paint=inside * torch.tensor(colour)[:, None, None], corner=place), critics)[0]
        for colour in ([0.33, 0.33, 0.33], [0.0, 1.0, 0.0])
    )
    assert float(green.tinge) > 2 * float(grey.tinge)


def test_mouth_and_eyes_count_where_they_are(clips):
    landmarks = clips.every(1)[0].landmarks
    emphasis = features(landmarks)[0, 0]
    x, y = landmarks[0, [13, 159, 386, 151], :2].round().long().unbind(1)
    assert (emphasis[y[:3], x[:3]] > 0.9).all()
    assert float(emphasis[y[3], x[3]]) < 0.05


def test_a_glance_aside_looks_aside(clips):
    landmarks = clips.every(1)[0].landmarks[:1]
    looks = [upright(landmarks, 32, torch.tensor([glance])) for glance in ([0.0, 0, 0], [0.1, 0, 0], [0, 0, 0.1])]
    exact, aside, wider = looks
    moved = (aside - exact).reshape(-1, 2)
    assert moved[:, 0].min() > 0 and moved.std(0).max() < 1e-5 and moved[:, 1].abs().max() < 1e-5
    assert torch.allclose(wider - wider.mean((1, 2)), 1.1 * (exact - exact.mean((1, 2))), atol=1e-5)
