"""The committed ONNX files, run as Marotte runs them: ONNX Runtime on one core."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

from .fixtures import REPOSITORY


class Converted:
    """One model; `run` returns its outputs in the order of the card."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(REPOSITORY / file, options, providers=["CPUExecutionProvider"])

    def run(self, pictures: np.ndarray) -> list[np.ndarray]:
        return self._session.run(None, {"pictures": pictures})
