"""The model of the mouth: the shipped model is the trained one, and hears as it was taught."""

import numpy as np
import onnxruntime
import pytest
import torch

from speech import export, features, make_shapes, train


@pytest.fixture(scope="module")
def weights():
    return dict(np.load(export.WEIGHTS))


def test_the_shipped_model_is_the_one_that_the_weights_give(weights):
    assert export.RESULT.read_bytes() == export.build(weights).SerializeToString()


def test_the_shipped_shapes_are_those_of_the_canonical_face(tmp_path, monkeypatch):
    shipped = make_shapes.RESULT.read_text()
    monkeypatch.setattr(make_shapes, "RESULT", tmp_path / "shapes.csv")
    make_shapes.main()

    assert (tmp_path / "shapes.csv").read_text() == shipped


def test_the_graph_hears_what_the_network_heard_in_training(weights):
    model = train.Mouth()
    model.load_state_dict({name: torch.from_numpy(value.astype(np.float32)) for name, value in weights.items()})
    sound = 0.1 * np.random.default_rng(1).standard_normal(4 * features.SAMPLES).astype(np.float32)
    frames = 12
    rows = frames * 4 + features.ROWS
    power = np.pad(features.powers(sound, rows), ((features.ROWS_BEFORE, 0), (0, 0)))
    level = features.levels(sound, rows)[np.arange(frames) * 4 + features.ROWS_BEHIND]
    with torch.no_grad():
        heard = model.eval()(torch.from_numpy(train.logarithms(power[features.frame_rows(frames)], level))).numpy()
    padded = np.pad(sound, (features.SAMPLES_BEFORE, 0))
    windows = np.stack([padded[640 * f : 640 * f + features.SAMPLES] for f in range(frames)])
    session = onnxruntime.InferenceSession(export.RESULT)
    windows *= (features.LEVEL / level)[:, None].astype(np.float32)
    (mouth,) = session.run(None, {"samples": windows})

    np.testing.assert_allclose(mouth, export.decided(heard), atol=4e-3)
