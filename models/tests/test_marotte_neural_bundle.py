"""The trained generator's committed bundle, run by ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from test_landmark_warp import differing, embedding, face, picture, render

BUNDLES = Path(__file__).parents[2] / "identity/src/main/resources/bundles"
SIDE = 256


def session(model: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])


def test_card_says_what_the_files_are():
    card = json.loads((BUNDLES / "marotte-neural/bundle.json").read_text())
    for part in ("encoder", "generator"):
        content = (BUNDLES / "marotte-neural" / card[part]["file"]).read_bytes()
        assert card[part]["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_bundle_corrects_the_warp_in_the_face_alone():
    source, rest, target = picture(1), face(), face(mouth=0.1)
    found = []
    for name in ("landmark-warp", "marotte-neural"):
        encoder, generator = (session(BUNDLES / name / f"{part}.onnx") for part in ("encoder", "generator"))
        found.append(render(generator, embedding(encoder, [source], [rest]), [target, target])[0])
    warp, neural = found
    assert differing(neural[0], neural[1]) == 0
    assert differing(warp, neural) > 0.01
    rim = np.ones((SIDE, SIDE), bool)
    rim[2:-2, 2:-2] = False
    assert np.array_equal(warp[0][rim], neural[0][rim])
