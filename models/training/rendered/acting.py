"""How a head moves while somebody talks: random curves over time."""

from __future__ import annotations

from functools import partial

import numpy as np

from .people import Pose

RATE = 25  # frames a second
_TURNS = (24, 11, 9)  # degrees to the sides, up and down, and aslant, at most
_BLINK = (0.5, 1.0, 1.0, 0.6, 0.25)  # how far lids are closed in the frames of a blink
_BLINKS = 0.35  # a second


def curve(frames: int, hertz: float, random: np.random.Generator) -> np.ndarray:
    """[n]: noise without higher frequencies, with deviation 1."""
    spectrum = np.fft.rfft(random.standard_normal(frames + 4 * RATE))
    spectrum *= np.exp(-((np.fft.rfftfreq(frames + 4 * RATE, 1 / RATE) / hertz) ** 2))
    found = np.fft.irfft(spectrum)[:frames]
    return found / max(found.std(), 1e-9)


def _part(frames: int, random: np.random.Generator, hertz: float, above: float) -> np.ndarray:
    """[n]: 0…1, zero while a curve is low."""
    return ((curve(frames, hertz, random) - above) / 2).clip(0, 1)


def _lids(frames: int, random: np.random.Generator) -> np.ndarray:
    closed = np.zeros(frames + len(_BLINK))
    for start in np.flatnonzero(random.random(frames) < _BLINKS / RATE):
        closed[start : start + len(_BLINK)] = np.maximum(closed[start : start + len(_BLINK)], _BLINK)
    return closed[:frames]


def _gaze(frames: int, random: np.random.Generator) -> np.ndarray:
    """[n,2]: it jumps and rests."""
    leaps = np.cumsum(random.random(frames) < 1.2 / RATE)
    return np.stack([random.uniform(-most, most, leaps.max() + 1)[leaps] for most in (22, 10)], 1)


def acted(frames: int, random: np.random.Generator) -> list[Pose]:
    """Somebody who talks, looks around and turns the head."""
    part = partial(_part, frames, random)
    talk = part(3.0, -0.5) * random.uniform(0.6, 1.0) * (curve(frames, 0.4, random) > -0.9)
    gaze, closed = _gaze(frames, random), _lids(frames, random)
    lowered = (gaze[:, 1] / 10).clip(0, 1) * 0.3
    lids = np.maximum(closed, lowered + 0.25 * part(0.3, 0.2))
    frown, raised = 0.6 * part(0.5, 0.6), 0.8 * part(0.6, 0.3)
    units = {
        "mouth-open": talk,
        "mouth-corner-puller": 0.8 * part(0.4, 0.2),
        "mouth-parling": 0.3 * part(2.5, 0.3) * (talk > 0),
        "mouth-pursing": 0.7 * part(2.0, 0.7),
        "mouth-protusion": 0.5 * part(2.0, 0.6),
        "mouth-elevation": 0.3 * part(2.0, 0.4),
        "mouth-depression": 0.3 * part(2.0, 0.4),
        "mouth-retraction": 0.6 * part(1.5, 0.5),
    }
    for side in ("left", "right"):
        units[f"eye-{side}-closure"] = lids
        units[f"eye-{side}-opened-up"] = 0.6 * raised * (lids < 0.2)
        units[f"eyebrows-{side}-up"] = raised
        units[f"eyebrows-{side}-down"] = frown
    turn = np.stack([most * np.tanh(0.6 * curve(frames, 0.35, random)) for most in _TURNS], 1)
    return [Pose({unit: float(values[i]) for unit, values in units.items()}, turn[i], gaze[i]) for i in range(frames)]
