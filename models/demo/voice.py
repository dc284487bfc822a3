"""The voice: Flite speaks a sentence and says which phone it speaks when."""

from __future__ import annotations

import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

VOICE = "slt"
SAMPLE_RATE = 16_000
REST = "pau"


@dataclass(frozen=True)
class Phone:
    """A phone in ARPABET as Flite writes it, `pau` for silence; times in seconds."""

    name: str
    start: float
    end: float


@dataclass(frozen=True)
class Speech:
    """Mono samples of 16 bits at `SAMPLE_RATE`, and the phones one after the other."""

    samples: np.ndarray
    phones: list[Phone]

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE

    def loudness(self, times: np.ndarray) -> np.ndarray:
        """Root mean square over 60 ms around each time, 1 where it is loudest."""
        half = int(0.03 * SAMPLE_RATE)
        energy = np.cumsum(np.pad(self.samples.astype(float) ** 2, (half + 1, 2 * half)))
        at = np.clip((times * SAMPLE_RATE).astype(int), 0, len(self.samples))
        level = np.sqrt((energy[at + 2 * half] - energy[at]) / (2 * half))
        return level / level.max()

    def write(self, file: Path) -> None:
        with wave.open(str(file), "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(2)
            written.setframerate(SAMPLE_RATE)
            written.writeframes(self.samples.astype("<i2").tobytes())


def speak(sentence: str, folder: Path, *, before: float, behind: float, voice: str = VOICE) -> Speech:
    """Speaks with the program `flite` (2.2), with seconds of silence `before` and `behind`."""
    file = folder / "flite.wav"
    command = ["flite", "-voice", voice, "-psdur", "-t", sentence, "-o", str(file)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    with wave.open(str(file)) as spoken:
        if (spoken.getframerate(), spoken.getnchannels()) != (SAMPLE_RATE, 1):
            raise ValueError(f"the voice {voice} is not mono at {SAMPLE_RATE} Hz")
        samples = np.frombuffer(spoken.readframes(spoken.getnframes()), "<i2")
    samples = np.pad(samples, (int(before * SAMPLE_RATE), int(behind * SAMPLE_RATE)))
    phones = [Phone(REST, 0, before)]
    for name, end in (phone.split(":") for phone in printed):
        phones.append(Phone(name, phones[-1].end, before + float(end)))
    return Speech(samples, [*phones, Phone(REST, phones[-1].end, len(samples) / SAMPLE_RATE)])
