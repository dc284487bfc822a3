"""The network of the trained generator, and its graph against PyTorch."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from test_landmark_warp import differing, face, picture, planes
from torch.nn import functional

from generators.landmark_warp.face import EYES
from generators.landmark_warp.likeness import shape
from generators.marotte_neural import drawing, eight_bits, export
from generators.marotte_neural.encoder import Enrolment
from generators.marotte_neural.generator import Refinement
from generators.marotte_neural.network import Network
from generators.marotte_neural.resampling import Lanes
from generators.marotte_neural.signals import SIGNALS, shown
from generators.marotte_neural.window import looking, returning, to_window, window

SIDE = 256


@pytest.fixture(scope="module")
def network() -> Network:
    """The layers that begin at zero are made non-zero, so that everything counts."""
    torch.manual_seed(7)
    made = Network().eval()
    with torch.no_grad():
        for parameter in made.parameters():
            parameter += torch.randn_like(parameter) * 0.03
    return made


@pytest.fixture(scope="module")
def enrolled(network) -> dict[str, torch.Tensor]:
    """Of two identities with two pictures each; the third axis on as the encoder makes it."""
    identities = []
    for first in (1, 3):
        pictures = torch.from_numpy(np.stack([picture(first), picture(first + 1)]))
        landmarks = torch.from_numpy(np.stack([face(), face(mouth=0.1)]))
        with torch.no_grad():
            code, signals, windows = Enrolment(network.look)(pictures, landmarks)
        identities.append({"shape": shape(landmarks), "code": code, "signals": signals, "window": windows})
    return {name: torch.stack([identity[name] for identity in identities]) for name in identities[0]}


def drawn(seeds: list[int]) -> torch.Tensor:
    """Words [B,S,S] as a warp might have drawn them."""
    pictures = np.stack([picture(seed) for seed in seeds]).astype(np.int64)
    words = (pictures * [1 << 24, 1 << 16, 1 << 8]).sum(-1) + 255
    return torch.from_numpy(words.astype(np.uint32).view(np.int32))


def refined(network: Network, known: dict[str, torch.Tensor], words, slots: list[int], landmarks) -> np.ndarray:
    targets = torch.from_numpy(np.stack(landmarks))
    with torch.no_grad():
        return Refinement(network)(words, *known.values(), torch.tensor(slots, dtype=torch.int32), targets).numpy()


def test_the_exported_refinement_draws_what_pytorch_draws(network, enrolled):
    model = export.refinement(network).SerializeToString()
    graph = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    words, slots, landmarks = drawn([5, 6, 7]), [1, 0, 1], [face(), face(mouth=0.12), face(right=0.04)]
    expected = refined(network, enrolled, words, slots, landmarks)
    given = {name: tensor.numpy() for name, tensor in enrolled.items()}
    given |= {"words": words.numpy(), "slots": np.array(slots, np.int32), "landmarks": np.stack(landmarks)}
    (found,) = graph.run(None, given)
    assert found.shape == (3, SIDE, SIDE)
    assert differing(planes(found), planes(expected)) < 1e-3
    assert np.array_equal(found & 255, expected & 255)


def test_in_half_precision_it_draws_nearly_the_same(enrolled):
    """With the released weights. ONNX Runtime computes float16 on a CPU as float32 between roundings to float16."""
    words, slots, landmarks = drawn([5, 6]), [1, 0], [face(mouth=0.02), face(mouth=0.12)]
    given = {name: tensor.numpy() for name, tensor in enrolled.items()}
    given |= {"words": words.numpy(), "slots": np.array(slots, np.int32), "landmarks": np.stack(landmarks)}
    found = []
    for network in (export.loaded(), export.loaded().halved()):
        model = export.refinement(network)
        graph = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        found.append(planes(graph.run(None, given)[0]).astype(int))
    halved = [each for each in model.graph.initializer if each.data_type == onnx.TensorProto.FLOAT16]
    assert sum(np.prod(each.dims) for each in halved) > 1_000_000
    difference = np.abs(found[0] - found[1])
    assert difference.mean() < 0.1
    assert difference.max() < 12


def test_in_eight_bits_it_draws_nearly_the_same(enrolled, tmp_path):
    """With the released weights. All convolutions but the last two are integer, in ONNX Runtime too."""
    words, slots, landmarks = drawn([5, 6]), [1, 0], [face(mouth=0.02), face(mouth=0.12)]
    given = {name: tensor.numpy() for name, tensor in enrolled.items()}
    given |= {"words": words.numpy(), "slots": np.array(slots, np.int32), "landmarks": np.stack(landmarks)}
    model, found = export.refinement(export.loaded()), []
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "optimised.onnx")
    for each in (model.SerializeToString(), eight_bits.rounded(model).SerializeToString()):
        graph = onnxruntime.InferenceSession(each, options, providers=["CPUExecutionProvider"])
        found.append(planes(graph.run(None, given)[0]).astype(int))
    kinds = [node.op_type for node in onnx.load(options.optimized_model_filepath).graph.node]
    assert kinds.count("QLinearConv") == 25
    assert kinds.count("Conv") == 2
    difference = np.abs(found[0] - found[1])
    assert difference.mean() < 0.1
    assert difference.max() < 24


def test_an_untrained_network_leaves_what_the_warp_drew(enrolled):
    words = drawn([5])
    assert np.array_equal(refined(Network(), enrolled, words, [0], [face(mouth=0.1)]), words.numpy())


def test_landmarks_and_the_person_s_code_change_the_correction(network, enrolled):
    words, another = drawn([5]), {**enrolled, "code": -torch.sign(enrolled["code"])}
    one = planes(refined(network, enrolled, words, [0], [face()]))
    assert differing(one, planes(refined(network, enrolled, words, [0], [face(mouth=0.1)]))) > 0.01
    assert differing(one, planes(refined(network, another, words, [0], [face()]))) > 0.01


def test_the_order_of_further_sources_does_not_matter(network):
    codes, signals = torch.randn(1, 4, 32), torch.randn(1, 4, SIGNALS)
    landmarks, order = torch.from_numpy(face())[None], [0, 3, 1, 2]
    shapes = shape(torch.from_numpy(np.stack([face(mouth=mouth) for mouth in (0.2, 0.1, 0.01, 0.3)])))[None]
    one = network.style(codes, signals, shown(shapes, landmarks), landmarks)
    other = network.style(codes[:, order], signals[:, order], shown(shapes[:, order], landmarks), landmarks)
    torch.testing.assert_close(one, other)


def test_what_the_warp_shows_is_the_nearest_source():
    targets = torch.from_numpy(np.stack([face(mouth=mouth) for mouth in (0.0, 0.14)]))
    shapes = shape(torch.from_numpy(np.stack([face(mouth=mouth) for mouth in (0.0, 0.3, 0.15)])))[None]
    shapes = shapes.expand(2, -1, -1, -1)
    shares = shown(shapes, targets)
    torch.testing.assert_close(shares.sum(1), torch.ones(2))
    assert shares[0].argmax() == 0
    assert shares[1].argmax() == 2
    assert torch.equal(shown(shapes[:, :1], targets), torch.ones(2, 1))


def test_openings_are_between_lips():
    landmarks = torch.from_numpy(np.stack([face(), face(mouth=0.15)]))
    shut, open_ = drawing.openings(landmarks, torch.zeros(1, 2), SIDE)[:, 0]
    upper, lower = landmarks[1, [13, 14], :2].round().long()
    x, y = int(upper[0]), int(upper[1] + lower[1]) // 2
    assert float(open_[y, x]) > 0.95
    assert float(shut[y, x]) < 0.05
    assert float(open_[int(upper[1]) - 4, x]) < 0.05
    assert float(open_[int(lower[1]) + 4, x]) < 0.05


def test_nothing_is_lightened_between_lips(network):
    torch.manual_seed(9)
    seen = to_window(torch.from_numpy(face(mouth=0.15))[None], window(torch.from_numpy(face())[None]))
    with torch.no_grad():
        made = network(torch.rand(1, 3, SIDE, SIDE), seen, torch.randn(1, 468, 2) * 0.02, torch.randn(1, 64))
    closely, _ = drawing.opened(seen, made.corner, drawing.CLOSE)
    for colours, inside in ((made.light, drawing.mouth(seen)), (made.paint, closely)):
        assert float((colours - 0.5 * (1 - inside)).max()) < 1e-5  # half of white is the most anywhere
        assert float(inside.max()) > 0.95
        assert float(colours[0][:, inside[0, 0] > 0.8].min()) < -0.01
        assert float(colours[0][:, inside[0, 0] < 0.01].max()) > 0.01


def test_no_iris_is_lightened(network):
    torch.manual_seed(9)
    landmarks = face()
    for eye in EYES:
        landmarks[eye.iris + 1 : eye.iris + 5, :2] += 6 * np.array([[1, 0], [0, -1], [-1, 0], [0, 1]])
    seen = to_window(torch.from_numpy(landmarks)[None], window(torch.from_numpy(face())[None]))
    with torch.no_grad():
        made = network(torch.rand(1, 3, SIDE, SIDE), seen, torch.randn(1, 468, 2) * 0.02, torch.randn(1, 64))
    for eye in EYES:
        x, y = (seen[0, eye.iris, :2] - made.corner[0]).round().long()
        assert float(made.paint[0, :, y - 1 : y + 2, x - 1 : x + 2].max()) < 0.01
        assert float(made.paint[0, :, y - 1 : y + 2, x - 12 : x + 13].max()) > 0.01


@pytest.mark.parametrize("mouth", [0.0, 0.03, 0.15])
def test_the_flow_moves_both_lips_alike(network, mouth):
    torch.manual_seed(9)
    seen = to_window(torch.from_numpy(face(mouth=mouth))[None], window(torch.from_numpy(face())[None]))
    with torch.no_grad():
        flow = network(torch.rand(1, 3, SIDE, SIDE), seen, torch.randn(1, 468, 2) * 0.02, torch.randn(1, 64)).flow[0]
    x, y = (seen[0, [13, 14, 82, 87, 312, 317], :2] / 4).round().long().unbind(1)
    down = flow[1, y, x]
    assert float((down - down.mean()).abs().max()) < 0.25 * float(flow[1].std())


def test_the_square_holds_mouth_and_eyes():
    landmarks = torch.from_numpy(np.stack([face(mouth=0.2), face(right=0.1)]))
    seen = to_window(landmarks, window(torch.from_numpy(np.stack([face(), face()]))))
    corner = drawing.corner(seen)
    inner = seen[:, [33, 263, 61, 291, 13, 14], :2] - corner[:, None]
    assert (inner > 4).all()
    assert (inner < drawing.CLOSE - 4).all()
    whole, close = drawing.openings(seen, torch.zeros(1, 2), SIDE), drawing.openings(seen, corner, drawing.CLOSE)
    for one, other, (left, top) in zip(whole, close, corner.int().tolist(), strict=True):
        part = one[:, top : top + drawing.CLOSE, left : left + drawing.CLOSE]
        torch.testing.assert_close(part, other, atol=1e-4, rtol=0)


def test_painting_cannot_weave(network):
    with torch.no_grad():
        planes = torch.randn(1, 32, 32, 32), torch.randn(1, 3, 128, 128), torch.rand(1, drawing.CHANNELS, 64, 64)
        painted = network._painted(*planes)
    signs = torch.arange(drawing.CLOSE) % 2 * 2.0 - 1
    woven = (painted * signs * signs[:, None])[..., 2:-2, 2:-2]
    assert float(woven.mean().abs()) < 1e-3 * float(painted.abs().mean())


def test_pixels_come_from_the_places_that_are_asked_for():
    """To half a sixteenth of a pixel down, and half an eighth across."""
    words, random = drawn([5, 6]), torch.Generator().manual_seed(2)
    off_ties = lambda places: torch.floor(places * 32) / 32 + 1 / 128  # noqa: E731
    x, y = (off_ties(torch.rand(2, SIDE, SIDE, generator=random) * (SIDE - 1)) for _ in range(2))
    steps = torch.round(x * 8) / 8, torch.round(y * 16) / 16
    pictures = torch.from_numpy(planes(words.numpy())).permute(0, 3, 1, 2).float()
    grid = torch.stack(steps, -1) * (2 / (SIDE - 1)) - 1
    expected = functional.grid_sample(pictures, grid, align_corners=True).transpose(0, 1)
    found = Lanes(words).at(x, y)
    torch.testing.assert_close(found[:3], expected, atol=0.01, rtol=0)
    assert torch.equal(found[3], torch.full_like(found[3], 255))
    torch.testing.assert_close(Lanes(words).colours(), pictures, atol=0, rtol=0)


def test_only_the_window_is_corrected(network, enrolled):
    words = drawn([5])
    found, window_ = refined(network, enrolled, words, [0], [face()]), enrolled["window"][0, 0]
    left, top, side = (float(value) for value in window_)
    outside = np.ones((SIDE, SIDE), bool)
    outside[max(0, int(top)) : int(top + side) + 1, max(0, int(left)) : int(left + side) + 1] = False
    assert outside.any()
    assert np.array_equal(found[0][outside], words.numpy()[0][outside])


def test_what_a_window_sees_comes_back_to_its_place():
    landmarks = torch.from_numpy(face(512))[None]
    windows = window(landmarks)
    line = torch.linspace(0, 1, 512)
    slope = (line[:, None] + 2 * line)[None]
    down, across = looking(windows, 512)
    back_down, back_across = returning(windows, 512)
    returned = back_down @ (down @ slope @ across.transpose(1, 2)) @ back_across.transpose(1, 2)
    x, y = landmarks[0, [4, 152, 33, 263], :2].round().long().unbind(1)
    torch.testing.assert_close(returned[0, y, x], slope[0, y, x], atol=2e-3, rtol=0)


def test_landmarks_in_the_window_are_where_the_picture_shows_them():
    landmarks = torch.from_numpy(face(512, right=0.1))[None]
    windows = window(torch.from_numpy(face(512))[None])
    spot = torch.zeros(1, 512, 512)
    x, y = landmarks[0, 4, :2].round().long()
    spot[0, y, x] = 1
    down, across = looking(windows, 512)
    seen = down @ spot @ across.transpose(1, 2)
    brightest = seen[0].argmax()
    at = torch.tensor([brightest % SIDE, brightest // SIDE])
    assert (to_window(landmarks, windows)[0, 4, :2] - at).abs().max() < 1.5


def test_lines_show_an_opening_mouth():
    shut, open_ = (drawing.lines(torch.from_numpy(face(mouth=mouth))[None])[0] for mouth in (0.0, 0.15))
    assert shut.shape == (drawing.CHANNELS, drawing.LINES_SIDE, drawing.LINES_SIDE)
    assert float(shut.max()) <= 1
    row = torch.arange(float(drawing.LINES_SIDE))[:, None]
    lowest = lambda lines: float((lines[3] * row).sum() / lines[3].sum())  # noqa: E731
    assert lowest(open_) > lowest(shut) + 3


def test_of_several_checkpoints_the_mean_is_released(tmp_path):
    checkpoints = [tmp_path / name for name in ("one.pt", "other.pt")]
    networks = [Network() for _ in checkpoints]
    for checkpoint, network in zip(checkpoints, networks, strict=True):
        torch.save({"average": network.state_dict()}, checkpoint)
    export.release(checkpoints, tmp_path / "weights.npz")
    released = export.loaded(tmp_path / "weights.npz")
    for found, one, other in zip(*(each.parameters() for each in (released, *networks)), strict=True):
        torch.testing.assert_close(found, (one + other) / 2, atol=1e-3, rtol=1e-3)
