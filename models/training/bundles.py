"""Generator bundles run by ONNX Runtime, as the render stage runs them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

BACKGROUND = "background"


class Bundle:
    """A folder with encoder.onnx and generator.onnx; on one core."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._encoder, self._generator = (
            onnxruntime.InferenceSession(folder / f"{part}.onnx", options, providers=["CPUExecutionProvider"])
            for part in ("encoder", "generator")
        )

    def enrolled(self, pictures: list[np.ndarray], landmarks: list[np.ndarray]) -> dict[str, np.ndarray]:
        """Turns pictures uint8 [S,S,3] and landmarks [478,3] of one person into the embedding, with an axis I = 1."""
        given = {"pictures": np.stack(pictures), "landmarks": np.stack(landmarks).astype(np.float32)}
        made = self._encoder.run(None, given)
        return {value.name: tensor[None] for value, tensor in zip(self._encoder.get_outputs(), made, strict=True)}

    def words(self, known: dict[str, np.ndarray], landmarks: np.ndarray) -> np.ndarray:
        """The person [S,S] as words 0xRRGGBBAA, for landmarks [478,3]."""
        embedding = {name: tensor for name, tensor in known.items() if name != BACKGROUND}
        target = {"slots": np.zeros(1, np.int32), "landmarks": landmarks[None].astype(np.float32)}
        return self._generator.run(None, {**embedding, **target})[0][0]

    def picture(self, known: dict[str, np.ndarray], landmarks: np.ndarray) -> np.ndarray:
        """The person before the background, uint8 [S,S,3]."""
        words = self.words(known, landmarks)
        behind = planes(known[BACKGROUND][0, 0]).astype(np.float32)
        return (planes(words) + behind * (255 - (words & 255))[..., None] / 255 + 0.5).clip(0, 255).astype(np.uint8)


def planes(words: np.ndarray) -> np.ndarray:
    """Red, green and blue [...,3] of words."""
    return np.stack([words >> shift & 255 for shift in (24, 16, 8)], -1).astype(np.uint8)
