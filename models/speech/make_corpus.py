"""Speaks the sentences with the voices of Flite: python -m speech.make_corpus OUT [--sentences 260]"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import fields
from pathlib import Path

import numpy as np

from demo.script import FRAME_RATE, LEAD_SECONDS, Viseme, mouth_of
from demo.voice import SAMPLE_RATE, Phone, Speech, speak

from . import features
from .sentences import sentences

VOICES = ("slt", "rms", "awb", "kal16")
PARTS = [field.name for field in fields(Viseme)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sentences", type=int, default=260)
    arguments = parser.parse_args()
    random = np.random.default_rng(5)
    corpus = []
    with tempfile.TemporaryDirectory() as folder:
        for number, voice in enumerate(VOICES):
            for text in sentences(arguments.sentences, number):
                speech = speak(text, Path(folder), before=0.35, behind=0.4, voice=voice)
                corpus.extend(_heard(_spoken_by_another(speech, random), random) for _ in range(2))
    np.savez_compressed(
        arguments.out,
        lengths=[len(mouth) for _, _, mouth in corpus],
        powers=np.concatenate([power for power, _, _ in corpus]).astype(np.float32),
        levels=np.concatenate([level for _, level, _ in corpus]).astype(np.float32),
        mouths=np.concatenate([mouth for _, _, mouth in corpus]).astype(np.float32),
    )


def _spoken_by_another(speech: Speech, random: np.random.Generator) -> Speech:
    """Faster and higher, or slower and lower: a shorter or longer vocal tract.

    Phones are shifted by the lead that the demo's lips have over the sound: the lips of six people who were filmed have
    none.
    """
    factor = float(np.exp(random.uniform(-0.28, 0.3)))
    count = int(len(speech.samples) / factor)
    samples = np.interp(np.arange(count) * factor, np.arange(len(speech.samples)), speech.samples)
    phones = [
        Phone(phone.name, *(time / factor + LEAD_SECONDS for time in (phone.start, phone.end)))
        for phone in speech.phones
    ]
    return Speech(samples, phones)


def _heard(speech: Speech, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Powers and levels of the rows, in a random room through a random microphone, and the mouths of the frames."""
    frames = int(speech.seconds * FRAME_RATE)
    sound = speech.samples / 32768
    if random.random() < 0.6:
        sound = _in_a_room(sound, random)
    sound = _through_a_microphone(sound, random)
    sound = sound / np.sqrt((sound**2).mean()) * np.exp(random.uniform(np.log(0.02), np.log(0.2)))
    noise = _through_a_microphone(random.standard_normal(len(sound)), random)
    noise *= np.sqrt((sound**2).mean() / (noise**2).mean())
    sound = sound + noise * 10 ** (-random.uniform(12, 50) / 20)
    rows = frames * 4 + features.ROWS
    mouth = mouth_of(speech, np.arange(frames) / FRAME_RATE)
    return (
        features.powers(sound, rows),
        features.levels(sound, rows),
        np.stack([mouth[part] for part in PARTS], axis=1),
    )


def _in_a_room(sound: np.ndarray, random: np.random.Generator) -> np.ndarray:
    times = np.arange(int(0.25 * SAMPLE_RATE)) / SAMPLE_RATE
    echo = random.standard_normal(len(times)) * np.exp(-times / random.uniform(0.02, 0.09))
    echo *= random.uniform(0.1, 0.6) / np.sqrt((echo**2).sum())
    echo[0] += 1
    return np.fft.irfft(np.fft.rfft(sound, 2 * len(sound)) * np.fft.rfft(echo, 2 * len(sound)))[: len(sound)]


def _through_a_microphone(sound: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A smooth gain of some decibels over the frequencies."""
    spectrum = np.fft.rfft(sound)
    bent = np.interp(np.linspace(0, 7, len(spectrum)), np.arange(8), np.cumsum(random.normal(0, 3, 8)))
    return np.fft.irfft(spectrum * 10 ** (bent / 20), len(sound))


if __name__ == "__main__":
    main()
