"""Trains the model on what make_corpus wrote: python -m speech.train CORPUS WEIGHTS [--epochs 14]"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from . import features
from .make_corpus import PARTS

CHANNELS, HIDDEN = 48, 64
BATCH = 256
WINDOWS_AN_EPOCH = 40_000


class Mouth(nn.Module):
    """[batch, ROWS, BANDS] of normalised logarithms → [batch, 5] in 0…1."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv1d(features.BANDS, CHANNELS, 5)
        self.second = nn.Conv1d(CHANNELS, CHANNELS, 5, stride=2)
        self.third = nn.Conv1d(CHANNELS, CHANNELS, 5)
        self.hidden = nn.Linear(CHANNELS * 8, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(PARTS))
        self.dropout = nn.Dropout(0.3)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        x = functional.relu(self.first(rows.transpose(1, 2)))
        x = functional.relu(self.second(self.dropout(x)))
        x = functional.relu(self.third(self.dropout(x)))
        x = functional.relu(self.hidden(self.dropout(x.flatten(1))))
        return torch.sigmoid(self.out(self.dropout(x)))


class Windows:
    """Windows of the corpus, each as the model would hear it."""

    def __init__(self, corpus: Path, random: np.random.Generator) -> None:
        stored = np.load(corpus)
        self.mouths, self._random = stored["mouths"], random
        power, level = [], []
        starts, at = [], 0
        for length in stored["lengths"]:
            rows = length * 4 + features.ROWS
            block = np.zeros((rows + features.ROWS_BEFORE, features.BANDS), np.float32)
            block[features.ROWS_BEFORE :] = stored_slice(stored, "powers", at, rows)
            starts.append(sum(map(len, power)) + np.arange(length) * 4)
            power.append(block)
            level.append(stored_slice(stored, "levels", at, rows)[np.arange(length) * 4 + features.ROWS_BEHIND])
            at += rows
        self._power, self._level, self._starts = np.concatenate(power), np.concatenate(level), np.concatenate(starts)

    def __len__(self) -> int:
        return len(self.mouths)

    def rows(self, frames: np.ndarray, *, varied: bool) -> torch.Tensor:
        power = self._power[self._starts[frames][:, None] + np.arange(features.ROWS)]
        heard = logarithms(power, self._level[frames])
        return torch.from_numpy(self._varied(heard) if varied else heard)

    def _varied(self, heard: np.ndarray) -> np.ndarray:
        """A little louder or quieter, with some bands and some moments masked."""
        random, count = self._random, len(heard)
        heard = heard + random.normal(0, 0.35, (count, 1, 1)).astype(np.float32)
        for axis, widest in ((2, 6), (1, 5)):
            start = random.integers(0, heard.shape[axis], count)
            end = start + random.integers(0, widest, count)
            at = np.arange(heard.shape[axis])
            hidden = (at >= start[:, None]) & (at < end[:, None])
            heard[hidden[:, None, :].repeat(features.ROWS, 1) if axis == 2 else hidden] = 0
        return heard


_CACHE: dict[str, np.ndarray] = {}


def stored_slice(stored, name: str, start: int, count: int) -> np.ndarray:
    """A slice of a member of an npz file, which is read once."""
    if name not in _CACHE:
        _CACHE[name] = stored[name]
    return _CACHE[name][start : start + count]


MEAN, DEVIATION = -1.0, 3.2


def logarithms(power: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Logarithms of powers [count, ROWS, BANDS], normalised to the level [count] of each window."""
    gain = (features.LEVEL / level) ** 2
    return ((np.log(power * gain[:, None, None] + features.QUIET) - MEAN) / DEVIATION).astype(np.float32)


def train(windows: Windows, epochs: int, random: np.random.Generator) -> Mouth:
    torch.manual_seed(3)
    model = Mouth()
    steps = epochs * (WINDOWS_AN_EPOCH // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    weights = torch.tensor([1.5, 0.7, 1.0, 1.0, 0.7])
    running = 0.0
    for step in range(steps):
        frames = random.integers(0, len(windows), BATCH)
        wanted = torch.from_numpy(windows.mouths[frames])
        loss = (weights * (model(windows.rows(frames, varied=True)) - wanted) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        running += (loss.item() - running) * 0.02
        if step % 200 == 0:
            print(f"step {step} of {steps}: {running:.4f}", flush=True)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    random = np.random.default_rng(7)
    model = train(Windows(arguments.corpus, random), arguments.epochs, random)
    np.savez_compressed(
        arguments.weights, **{name: value.numpy().astype(np.float16) for name, value in model.state_dict().items()}
    )


if __name__ == "__main__":
    main()
