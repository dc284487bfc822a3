"""Input features of the model: powers of mel bands, a hundred times a second. The ONNX graph computes the same."""

from __future__ import annotations

import numpy as np

SAMPLE_RATE = 16_000
WINDOW, HOP, BINS, BANDS = 400, 160, 257, 40
ROWS_BEFORE, ROWS_BEHIND = 25, 5
"""Rows of features around a frame: it is known 62 ms after its moment."""
ROWS = ROWS_BEFORE + 1 + ROWS_BEHIND
SAMPLES = (ROWS - 1) * HOP + WINDOW
SAMPLES_BEFORE = ROWS_BEFORE * HOP + WINDOW // 2
QUIET = 1e-3
"""Added to each power, so that silence is silence."""

LEVEL = 0.1
"""Root mean square to which the loudest moment of the last seconds is brought."""
FLOOR = 0.004
"""What is not louder than that is no voice, and is not made louder than that much to `LEVEL`."""
DECAY = 0.997
"""Of the level in a hop when nothing louder comes: to a half in 2.3 s."""


def mel_filters() -> np.ndarray:
    """[BINS, BANDS], triangles of equal height between 80 and 7600 Hz."""

    def mel(hertz):
        return 2595 * np.log10(1 + np.asarray(hertz) / 700)

    edges = np.linspace(mel(80), mel(7600), BANDS + 2)
    bins = mel(np.arange(BINS) * SAMPLE_RATE / 512)[:, None]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


def powers(samples: np.ndarray, rows: int) -> np.ndarray:
    """[rows, BANDS]; the window of row r is centred at sample r · HOP, beyond the ends there is silence."""
    padded = np.pad(samples, (WINDOW // 2, max(0, rows * HOP + WINDOW - len(samples)))).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:rows]
    shape = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    spectrum = np.fft.rfft(frames * shape, 512)
    return (np.abs(spectrum) ** 2).astype(np.float32) @ mel_filters()


def levels(samples: np.ndarray, rows: int) -> np.ndarray:
    """The level by which the sound is divided when row r is the last one heard."""
    padded = np.pad(samples, (WINDOW // 2, max(0, rows * HOP + WINDOW - len(samples)))).astype(np.float64)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:rows]
    level, result = FLOOR, np.empty(rows)
    for row, loudness in enumerate(np.sqrt((frames**2).mean(axis=1))):
        level = max(FLOOR, loudness, level * DECAY)
        result[row] = level
    return result


def frame_rows(frames: int) -> np.ndarray:
    """[frames, ROWS] indices into rows that were padded by `ROWS_BEFORE` at the front; 25 frames a second."""
    return np.arange(frames)[:, None] * 4 + np.arange(ROWS)
