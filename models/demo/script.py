"""The motion script: what each part of the face does in every frame of the clip, from the phones and at random."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from .voice import REST, Phone, Speech

FRAME_RATE = 25
_STEPS_IN_A_FRAME = 8
LEAD_SECONDS = 0.03
"""Lips are there before the sound is."""


@dataclass(frozen=True)
class Viseme:
    """The mouth of one phone, 0…1: jaw open, corners apart, lips rounded, lips shut, lower lip at the teeth."""

    jaw: float = 0
    wide: float = 0
    round: float = 0
    shut: float = 0
    tuck: float = 0


_REST = Viseme(shut=1)
_VISEMES = {
    REST: _REST,
    **dict.fromkeys(("m", "b", "p"), Viseme(jaw=0.1, shut=1)),
    **dict.fromkeys(("f", "v"), Viseme(jaw=0.14, tuck=1)),
    **dict.fromkeys(("th", "dh"), Viseme(jaw=0.22, wide=0.1)),
    **dict.fromkeys(("t", "d", "n"), Viseme(jaw=0.2, wide=0.15)),
    "l": Viseme(jaw=0.3, wide=0.1),
    **dict.fromkeys(("s", "z"), Viseme(jaw=0.12, wide=0.35)),
    **dict.fromkeys(("sh", "ch", "jh", "zh"), Viseme(jaw=0.16, round=0.55)),
    **dict.fromkeys(("k", "g", "ng", "hh"), Viseme(jaw=0.3)),
    **dict.fromkeys(("r", "er"), Viseme(jaw=0.28, round=0.4)),
    "w": Viseme(jaw=0.14, round=0.95),
    "y": Viseme(jaw=0.2, wide=0.4),
    **dict.fromkeys(("uw", "uh"), Viseme(jaw=0.24, round=0.8)),
    **dict.fromkeys(("ow", "oy"), Viseme(jaw=0.48, round=0.65)),
    "ao": Viseme(jaw=0.66, round=0.3),
    **dict.fromkeys(("aa", "aw"), Viseme(jaw=0.85)),
    "ay": Viseme(jaw=0.75, wide=0.2),
    "ae": Viseme(jaw=0.72, wide=0.3),
    "eh": Viseme(jaw=0.58, wide=0.25),
    "ey": Viseme(jaw=0.46, wide=0.4),
    "iy": Viseme(jaw=0.26, wide=0.65),
    "ih": Viseme(jaw=0.36, wide=0.3),
    **dict.fromkeys(("ah", "ax"), Viseme(jaw=0.46)),
}


@dataclass(frozen=True)
class Script:
    """One value a frame. Mouth, brows, lids in 0…1, the gaze in -1…1 to the face's left and up, angles in degrees."""

    jaw: np.ndarray
    wide: np.ndarray
    round: np.ndarray
    shut: np.ndarray
    tuck: np.ndarray
    blink: np.ndarray
    brow: np.ndarray
    gaze_left: np.ndarray
    gaze_up: np.ndarray
    yaw: np.ndarray
    pitch: np.ndarray
    roll: np.ndarray

    @property
    def frames(self) -> int:
        return len(self.jaw)

    def frame(self, number: int) -> dict[str, float]:
        return {field.name: float(getattr(self, field.name)[number]) for field in fields(self)}


def write_script(speech: Speech, seed: int) -> Script:
    """The same speech and seed give the same script."""
    random = np.random.default_rng(seed)
    frames = round(speech.seconds * FRAME_RATE)
    times = np.arange(frames) / FRAME_RATE
    mouth = mouth_of(speech, times)
    stress = _smooth(speech.loudness(times), 2.5)
    in_motion = _fade(times, speech.seconds)
    yaw = in_motion * 5.5 * _wander(random, times, 2.6)
    pitch = in_motion * (2.8 * _wander(random, times, 2.1) - 3.2 * (stress - stress.mean()))
    roll = in_motion * (2.4 * _wander(random, times, 3.1) + 0.15 * yaw)
    brow = 0.9 * _smooth(np.maximum(stress - 0.45, 0), 3) + 0.3 * np.maximum(_wander(random, times, 1.7), 0)
    blink = _blinks(random, times)
    saccades_left, saccades_up = _saccades(random, times)
    return Script(
        **mouth,
        blink=blink,
        brow=np.clip(in_motion * brow, 0, 1),
        gaze_left=np.clip(saccades_left - yaw / 28, -1, 1),
        gaze_up=np.clip(saccades_up + pitch / 28, -1, 1),
        yaw=yaw,
        pitch=pitch,
        roll=roll,
    )


def mouth_of(speech: Speech, times: np.ndarray) -> dict[str, np.ndarray]:
    """Phones draw the mouth towards their viseme, more so the nearer they are; closures are kept complete."""
    fine = np.arange(len(times) * _STEPS_IN_A_FRAME) / (FRAME_RATE * _STEPS_IN_A_FRAME)
    pull = np.array([_pull(phone, fine + LEAD_SECONDS) for phone in speech.phones])
    pull /= pull.sum(axis=0)
    mouth = {}
    for part in fields(Viseme):
        targets = np.array([getattr(_VISEMES[phone.name], part.name) for phone in speech.phones])
        mouth[part.name] = _smooth(targets @ pull, 0.3 * _STEPS_IN_A_FRAME).reshape(-1, _STEPS_IN_A_FRAME)
    louder = 0.8 + 0.45 * _smooth(speech.loudness(times), 1)
    closing = {"shut", "tuck"}
    mouth = {name: np.max(steps, axis=1) if name in closing else steps.mean(axis=1) for name, steps in mouth.items()}
    return {**mouth, "jaw": np.clip(mouth["jaw"] * louder, 0, 1), "shut": _steepened(mouth["shut"])}


def _pull(phone: Phone, times: np.ndarray) -> np.ndarray:
    """Negative exponential dominance, as in Cohen and Massaro's coarticulation; constant inside a long rest."""
    middle, half = (phone.start + phone.end) / 2, (phone.end - phone.start) / 2
    inside = max(half - 0.06, 0) if phone.name == REST else 0.3 * half
    distance = np.maximum(np.abs(times - middle) - inside, 0)
    strength = 2.2 if _VISEMES[phone.name].shut and phone.name != REST else 1.0
    return strength * np.exp(-distance / 0.034)


def _steepened(shut: np.ndarray) -> np.ndarray:
    """Lips are either shut or not; halfway there is little to see."""
    return np.clip((shut - 0.2) / 0.5, 0, 1) ** 1.5


def _wander(random: np.random.Generator, times: np.ndarray, period: float) -> np.ndarray:
    """A smooth curve around 0 with a standard deviation near 0.6: a few sines near the period, with random phases."""
    way = sum(
        weight * np.sin(2 * np.pi * (times / (period * stretch) + random.random()))
        for weight, stretch in ((1, 1.9), (0.7, 1.0), (0.3, 0.53))
    )
    return way / 1.6


def _fade(times: np.ndarray, seconds: float) -> np.ndarray:
    """0 in the first and last moments, 1 in between: the clip starts and ends at rest."""
    return np.clip((times - 0.25) / 0.8, 0, 1) ** 2 * np.clip((seconds - times - 0.1) / 0.7, 0, 1) ** 2


def _blinks(random: np.random.Generator, times: np.ndarray) -> np.ndarray:
    """Shut within 80 ms, open again within 200 ms, every two to three seconds."""
    blink = np.zeros(len(times))
    at = 0.9 + 0.3 * random.random()
    while at < times[-1] - 0.4:
        since = times - at
        closing = np.clip(since / 0.08 + 1, 0, 1)
        opening = np.clip(1 - (since - 0.03) / 0.2, 0, 1)
        blink = np.maximum(blink, closing * opening * (3 - 2 * opening) * opening)
        at += 1.7 + 1.3 * random.random()
    return blink


def _saccades(random: np.random.Generator, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Looks at the viewer most of the time and elsewhere briefly, in jumps of a frame."""
    left, up = np.zeros(len(times)), np.zeros(len(times))
    at, away = 1.4, True
    while at < times[-1] - 0.8:
        until = at + (0.35 + 0.4 * random.random() if away else 1.0 + 0.8 * random.random())
        if away:
            looking = (times >= at) & (times < until)
            left[looking], up[looking] = random.choice([-1, 1]) * random.uniform(0.25, 0.55), random.uniform(-0.3, 0.15)
        at, away = until, not away
    return _smooth(left, 0.45), _smooth(up, 0.45)


def _smooth(values: np.ndarray, deviation: float) -> np.ndarray:
    """Gaussian, the ends held."""
    reach = int(np.ceil(3 * deviation))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    return np.convolve(np.pad(values, reach, mode="edge"), weights / weights.sum(), mode="valid")
