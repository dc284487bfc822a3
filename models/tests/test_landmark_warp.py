"""The committed bundle, run by ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from faces import drawn, upright

from generators.landmark_warp import export
from generators.landmark_warp.face import EYES, UPPER_INNER_LIP

BUNDLE = Path(__file__).parents[2] / "identity/src/main/resources/bundles/landmark-warp"
SIDE = 256


def session(part: str) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(BUNDLE / f"{part}.onnx", providers=["CPUExecutionProvider"])


@pytest.fixture(scope="module")
def encoder() -> onnxruntime.InferenceSession:
    return session("encoder")


@pytest.fixture(scope="module")
def generator() -> onnxruntime.InferenceSession:
    return session("generator")


def face(side: int = SIDE, mouth: float = 0.0, right: float = 0.0) -> np.ndarray:
    """The canonical face in the middle of a picture, lower lip and chin dropped by mouth, all moved to the right."""
    points = upright()
    dropped = points[:, 1] > points[UPPER_INNER_LIP, 1].mean() + 0.005
    points[:, 1] += mouth * dropped
    points[:, 0] += right
    return drawn(points, side)


def picture(seed: int, side: int = SIDE) -> np.ndarray:
    """Soft blots of colour, fine enough to show every displacement."""
    blots = np.random.default_rng(seed).uniform(20, 235, (side // 8, side // 8, 3))
    grown = blots.repeat(8, 0).repeat(8, 1)
    soft = sum(np.roll(grown, (dy, dx), (0, 1)) for dy in range(-4, 5) for dx in range(-4, 5)) / 81
    return soft.astype(np.uint8)


def embedding(encoder, pictures: list[np.ndarray], landmarks: list[np.ndarray]) -> dict[str, np.ndarray]:
    outputs = encoder.run(None, {"pictures": np.stack(pictures), "landmarks": np.stack(landmarks)})
    return {value.name: tensor[None] for value, tensor in zip(encoder.get_outputs(), outputs, strict=True)}


def render(
    generator, identity: dict, landmarks: list[np.ndarray], slots: list[int] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Pictures [B,S,S,3] and mattes [B,S,S]: words 0xRRGGBBAA composed over the background."""
    slots = np.array(slots or [0] * len(landmarks), np.int32)
    known = {name: tensor for name, tensor in identity.items() if name != "background"}
    (words,) = generator.run(None, {**known, "slots": slots, "landmarks": np.stack(landmarks)})
    colours, alpha = planes(words), (words & 255)
    assert (colours <= alpha[..., None]).all()
    composed = colours + planes(identity["background"][slots, 0]) * (255 - alpha[..., None]) / 255
    return (composed + 0.5).astype(np.uint8), alpha.astype(np.uint8)


def planes(words: np.ndarray) -> np.ndarray:
    assert words.dtype == np.int32
    return np.stack([words >> shift & 255 for shift in (24, 16, 8)], -1)


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return 10 * np.log10(255**2 / max(((a.astype(float) - b) ** 2).mean(), 1e-9))


def differing(a: np.ndarray, b: np.ndarray) -> float:
    """Share of values that differ. Rounding, which batches change, may take a neighbouring texel."""
    return float((np.abs(a.astype(int) - b.astype(int)) > 1).mean())


def test_card_says_what_the_files_are():
    card = json.loads((BUNDLE / "bundle.json").read_text())
    for part in ("encoder", "generator"):
        content = (BUNDLE / card[part]["file"]).read_bytes()
        assert card[part]["sha256"] == hashlib.sha256(content).hexdigest()
        model = session(part)
        assert [t["name"] for t in card[part]["inputs"]] == [v.name for v in model.get_inputs()]
        assert [t["shape"] for t in card[part]["outputs"]] == [v.shape for v in model.get_outputs()]


@pytest.mark.parametrize("side", [256, 384, 512])
def test_own_landmarks_give_the_own_picture(encoder, generator, side):
    source, rest = picture(1, side), face(side)
    pictures, alpha = render(generator, embedding(encoder, [source], [rest]), [rest])
    assert pictures.shape == (1, side, side, 3)
    assert alpha.shape == (1, side, side)
    assert alpha[0, side // 2, side // 2] == 255
    assert psnr(pictures[0], source) > 40


def test_what_makes_the_generator_quick_to_load_changes_no_drawing(encoder, generator):
    exported = export.generator().SerializeToString()
    plain = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    identity = embedding(encoder, [picture(1)], [face()])
    targets = [face(mouth=0.1), face(right=0.05)]
    for quick, slow in zip(render(generator, identity, targets), render(plain, identity, targets), strict=True):
        np.testing.assert_array_equal(quick, slow)


def test_a_batch_gives_what_single_frames_give(encoder, generator):
    identity = embedding(encoder, [picture(1)], [face()])
    targets = [face(), face(mouth=0.1), face(right=0.05)]
    together = render(generator, identity, targets)
    for i, target in enumerate(targets):
        alone = render(generator, identity, [target])
        assert differing(together[0][i], alone[0][0]) < 1e-3
        assert differing(together[1][i], alone[1][0]) < 1e-3


def test_slots_choose_the_identity(encoder, generator):
    first, second = (embedding(encoder, [picture(seed)], [face()]) for seed in (1, 2))
    both = {name: np.concatenate([first[name], second[name]]) for name in first}
    pictures, _ = render(generator, both, [face(mouth=0.1)] * 3, [1, 0, 1])
    for frame, identity in zip(pictures, (second, first, second), strict=True):
        assert differing(frame, render(generator, identity, [face(mouth=0.1)])[0][0]) < 1e-3


def test_pictures_are_encoded_independently(encoder):
    pictures, landmarks = [picture(1), picture(2)], [face(), face(mouth=0.1)]
    together = embedding(encoder, pictures, landmarks)
    for k in (0, 1):
        alone = embedding(encoder, pictures[k : k + 1], landmarks[k : k + 1])
        for name, tensor in alone.items():
            assert np.allclose(together[name][:, k].astype(float), tensor[:, 0].astype(float), atol=1, rtol=1e-3)


def test_the_order_of_further_pictures_does_not_matter(encoder, generator):
    pictures = [picture(seed) for seed in (1, 2, 3)]
    landmarks = [face(), face(mouth=0.02), face(mouth=0.12)]
    swapped = [0, 2, 1]
    one = embedding(encoder, pictures, landmarks)
    other = embedding(encoder, [pictures[k] for k in swapped], [landmarks[k] for k in swapped])
    target = [face(mouth=0.1)]
    assert np.array_equal(render(generator, one, target)[0], render(generator, other, target)[0])


def test_what_ends_at_the_person_is_continued_behind(encoder):
    halves = np.full((SIDE, SIDE, 3), 40, np.uint8)
    halves[:, SIDE // 2 :] = 200
    known = embedding(encoder, [halves], [face()])
    row = planes(known["background"][0, 0])[SIDE // 2, :, 0]
    covered = np.flatnonzero((known["texture"][0, 0] & 255)[1::3, 1::3][SIDE // 2] > 250)
    assert row[covered[0]] < 50 and row[covered[-1]] > 190


def test_white_specks_before_white_do_not_become_the_person(encoder):
    wall = np.full((SIDE, SIDE, 3), 252, np.uint8)
    specks = wall.copy()
    specks[np.random.default_rng(0).random((SIDE, SIDE)) < 0.02] = 255
    plain, specked = (embedding(encoder, [each], [face()])["texture"] & 255 for each in (wall, specks))
    assert np.abs(plain - specked).max() < 10


def test_an_open_mouth_falls_dark_inside(encoder, generator):
    grey = np.full((SIDE, SIDE, 3), 170, np.uint8)
    target = face(mouth=0.15)
    pictures, _ = render(generator, embedding(encoder, [grey], [face()]), [target])
    x, y = target[[13, 14], :2].mean(0).round().astype(int)
    lips = target[[0, 17], :2].round().astype(int)
    assert pictures[0, y, x].max() < 120
    assert all(pictures[0, ly, lx].min() > 150 for lx, ly in lips)


def test_a_drawn_mouth_has_pale_teeth_a_dark_depth_and_a_red_tongue(encoder, generator):
    skin = np.array([205, 155, 130])
    source = np.broadcast_to(skin, (SIDE, SIDE, 3)).astype(np.uint8)
    target = face(mouth=0.15)
    pictures, _ = render(generator, embedding(encoder, [source], [face()]), [target])
    x, top, bottom = round(target[13, 0]), round(target[13, 1]) + 2, round(target[14, 1]) - 2
    inside = pictures[0, top:bottom, x].astype(float)
    upper, lower = np.split(inside, [len(inside) // 3])
    coloured = lambda colour: 1 - colour.min(-1) / colour.max(-1)  # noqa: E731
    teeth = upper[upper.sum(-1).argmax()]
    assert teeth.mean() > 0.8 * skin.mean()
    assert coloured(teeth) < 0.7 * coloured(skin)
    assert inside.mean(-1).min() < 0.25 * skin.mean()
    assert (lower[..., 0] > 1.7 * lower[..., 1:].max(-1)).mean() > 0.5


def test_an_open_mouth_of_another_picture_is_shown(encoder, generator):
    shut, open_ = face(), face(mouth=0.15)
    green = np.full((SIDE, SIDE, 3), 170, np.uint8)
    x, y = open_[[13, 14], :2].mean(0).round().astype(int)
    green[y - 6 : y + 7, x - 8 : x + 9] = (10, 240, 10)
    grey = np.full((SIDE, SIDE, 3), 170, np.uint8)
    pictures, _ = render(generator, embedding(encoder, [grey, green], [shut, open_]), [open_])
    assert pictures[0, y, x, 1] > 200
    assert pictures[0, y, x, 0] < 60


def test_a_closed_lid_has_the_tone_of_the_skin_around(encoder, generator):
    """And not that of the eye and the area over it, which is dark in the picture."""
    rest = face()
    closed, dark = rest.copy(), np.full((SIDE, SIDE, 3), 170, np.uint8)
    for eye in EYES:
        closed[eye.upper[1:-1], :2] = rest[eye.lower[1:-1], :2]
        left, right = rest[eye.corners, 0].round().astype(int)
        top, bottom = rest[eye.brow, 1].min().round().astype(int), rest[eye.lower, 1].max().round().astype(int)
        dark[top : bottom + 1, left : right + 1] = 30
    pictures, _ = render(generator, embedding(encoder, [dark], [rest]), [closed])
    for eye in EYES:
        x, lower = rest[eye.lower[4], :2].round().astype(int)
        crease = rest[eye.crease[4], 1].round().astype(int)
        assert pictures[0, (2 * lower + crease) // 3, x].min() > 130


def test_the_rim_of_the_crop_stays(encoder, generator):
    slope = np.linspace(40, 200, SIDE)
    source = np.stack(
        [slope[None].repeat(SIDE, 0), slope[:, None].repeat(SIDE, 1), slope[None] / 2 + slope[:, None] / 2], -1
    )
    source = source.astype(np.uint8)
    pictures, _ = render(generator, embedding(encoder, [source], [face()]), [face(mouth=0.1, right=0.15)])
    rim = np.ones((SIDE, SIDE), bool)
    rim[1:-1, 1:-1] = False
    assert np.abs(pictures[0][rim].astype(int) - source[rim]).max() <= 2


def test_a_nearer_picture_gives_the_face(encoder, generator):
    """The second picture's face is the driver's pose; the first one's frame stays."""
    turned = face(mouth=0.08)
    pictures = [np.full((SIDE, SIDE, 3), grey, np.uint8) for grey in (90, 180)]
    rendered, _ = render(generator, embedding(encoder, pictures, [face(), turned]), [turned])
    nose = turned[4, :2].round().astype(int)
    assert rendered[0, nose[1], nose[0]].min() > 160
    assert np.abs(rendered[0, 2, 2].astype(int) - 90).max() <= 2


@pytest.mark.parametrize("gaze", [-0.2, -0.1, 0.1, 0.2])
def test_an_iris_that_looks_aside_stays_as_wide_as_it_is(encoder, generator, gaze):
    """gaze: in eye widths."""
    side, radius = 512, 0.2
    rest = face(side)
    aside, source = rest.copy(), np.full((side, side, 3), 170, np.uint8)
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    for eye in EYES:
        left, right = rest[eye.corners, 0]
        width, (middle, height) = right - left, rest[eye.iris, :2]
        rest[eye.iris + 1 : eye.iris + 5, 0] += radius * width * np.array([1, 0, -1, 0])
        rest[eye.iris + 1 : eye.iris + 5, 1] += radius * width * np.array([0, -1, 0, 1])
        aside[eye.iris : eye.iris + 5] = rest[eye.iris : eye.iris + 5]
        aside[eye.iris : eye.iris + 5, 0] += gaze * width
        source[(np.abs(x - (left + right) / 2) < 0.6 * width) & (np.abs(y - height) < 0.3 * width)] = 235
        source[np.hypot(x - middle, y - height) < radius * width] = 40
    pictures, _ = render(generator, embedding(encoder, [source], [rest]), [aside])
    for eye in EYES:
        left, right = rest[eye.corners, 0]
        row = pictures[0, round(aside[eye.iris, 1]), round(left) : round(right), 0]
        dark = np.flatnonzero(row < 140) / (right - left)
        middle = (aside[eye.iris, 0] - left) / (right - left)
        assert np.ptp(dark) == pytest.approx(2 * radius, abs=0.06)
        assert (dark[0] + dark[-1]) / 2 == pytest.approx(middle, abs=0.04)


def test_a_wide_eye_shows_a_whole_iris_and_white_over_it(encoder, generator):
    """Of an iris whose upper part the source's lid hides."""
    side = 512
    rest = face(side)
    wide, source = rest.copy(), np.full((side, side, 3), 170, np.uint8)
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    for eye in EYES:
        left, right = rest[eye.corners, 0]
        iris = rest[eye.iris, 0], rest[eye.upper[4], 1] + 1.5
        rest[eye.iris : eye.iris + 5, 1] = wide[eye.iris : eye.iris + 5, 1] = iris[1]
        wide[eye.upper[1:-1], 1] -= 0.16 * (right - left)
        tops = np.interp(x, rest[eye.upper, 0], rest[eye.upper, 1])
        bottoms = np.interp(x, rest[eye.lower, 0], rest[eye.lower, 1])
        inside = (x > left) & (x < right) & (y > tops) & (y < bottoms)
        source[inside] = 235
        source[inside & (np.hypot(x - iris[0], y - iris[1]) < 0.08 * (right - left))] = 40
    pictures, _ = render(generator, embedding(encoder, [source], [rest]), [wide])
    for eye in EYES:
        width = rest[eye.corners[1], 0] - rest[eye.corners[0], 0]
        middle, height = wide[eye.iris, :2]
        at = lambda up: pictures[0, round(height - up * width), round(middle), 0]  # noqa: B023, E731
        assert at(0.04) < 90
        assert at(0.12) > 200
