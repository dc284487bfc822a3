"""`python -m training.train DATA --out RUN`: trains the network; continues from RUN's last checkpoint.

Same data, same seed, same number of threads, same kind of CPU: same weights. Each batch depends only on the seed and
its number, so an interrupted training loses only the steps since the last checkpoint. `RUN/log.csv` has the losses, and
the PSNR on clips that are not trained on, next to the warp's.
"""

from __future__ import annotations

import argparse
import copy
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from generators.landmark_warp.likeness import shape
from generators.marotte_neural.drawing import features
from generators.marotte_neural.export import loaded
from generators.marotte_neural.network import Correction, Network
from generators.marotte_neural.signals import shown

from .adversary import Adversary, told_apart
from .losses import Critics, Losses, corrected, losses
from .mesh import Mesh
from .pairs import Batch, Clips
from .recogniser import Recogniser

_AVERAGING, _WARM = 0.998, 300
_RIVAL_RATE = 2e-4
_BETWEEN_CHECKPOINTS, _BETWEEN_LINES = 250, 50


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    steps: int
    runs: int = 2  # pairs of neighbours in a batch
    rate: float = 5e-4
    seed: int = 0
    adversary: float = 0.05  # weight of its score

    def rate_at(self, step: int) -> float:
        """Warm-up, then a half cosine to zero."""
        return self.rate * min(1, (step + 1) / _WARM) * 0.5 * (1 + math.cos(math.pi * min(1, step / self.steps)))


def correction(network: Network, batch: Batch) -> Correction:
    """In bfloat16 where safe and supported by the CPU: twice as fast with AMX, a quarter of the speed if emulated."""
    shares = shown(batch.shapes, batch.landmarks)
    moved = shape(batch.landmarks) - (shares[:, :, None, None] * batch.shapes).sum(1)
    able = bool(torch.cpu.get_capabilities().get("amx_bf16"))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=able):
        codes = network.look(batch.faces.flatten(0, 1)).unflatten(0, batch.faces.shape[:2])
        style = network.style(codes, batch.sources, shares, batch.landmarks)
        made = network(batch.warped[:, :3], batch.landmarks, moved, style)
    return Correction(*(part.float() for part in made))


class Training:
    """A network, its running average, its optimiser, and the number of the next step."""

    def __init__(self, plan: Plan, recogniser: Recogniser) -> None:
        torch.manual_seed(plan.seed)
        self._plan, self.step = plan, 0
        self.network = Network().to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).requires_grad_(False)
        self._optimiser = torch.optim.AdamW(self.network.parameters(), plan.rate, weight_decay=1e-3)
        self._critics = Critics(Mesh(), Adversary(), recogniser)
        self._rival = torch.optim.Adam(self._critics.adversary.parameters(), _RIVAL_RATE, (0.5, 0.99))

    def learn(self, clips: Clips) -> Losses:
        """One step."""
        batch = clips.drawn(self._plan.runs, np.random.default_rng([self._plan.seed, self.step]))
        found, picture = losses(batch, correction(self.network, batch), self._critics)
        for group in self._optimiser.param_groups:
            group["lr"] = self._plan.rate_at(self.step)
        self._optimiser.zero_grad()
        found.total(self._plan.adversary).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 0.5)
        self._optimiser.step()
        self._averaged()
        self._rival.zero_grad()
        told_apart(self._critics.adversary, batch.target, picture, batch.landmarks).backward()
        self._rival.step()
        self.step += 1
        return Losses(*(part.detach() for part in found))

    def _averaged(self) -> None:
        keep = min(_AVERAGING, (self.step + 1) / (self.step + 10))
        for mean, value in zip(self.average.parameters(), self.network.parameters(), strict=True):
            mean.lerp_(value.detach(), 1 - keep)

    def save(self, file: Path) -> None:
        """Saves atomically."""
        state = {name: part.state_dict() for name, part in self._parts().items()}
        unfinished = file.with_suffix(".part")
        torch.save({**state, "step": self.step}, unfinished)
        unfinished.replace(file)

    def load(self, file: Path) -> None:
        """Loads everything in a checkpoint."""
        state = torch.load(file, weights_only=True)
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        self.step = state["step"]

    def begin(self, file: Path) -> None:
        """Begins anew from a checkpoint's averaged weights and adversary, or from released weights with a new one."""
        if file.suffix == ".npz":
            self._take(loaded(file).state_dict())
            return
        state = torch.load(file, weights_only=True)
        self._take(state["average"])
        self._critics.adversary.load_state_dict(state["adversary"])
        self._rival.load_state_dict(state["rival"])

    def _take(self, weights: dict[str, Tensor]) -> None:
        self.network.load_state_dict(weights)
        self.average.load_state_dict(weights)

    def _parts(self) -> dict[str, Any]:
        networks = {"network": self.network, "average": self.average, "adversary": self._critics.adversary}
        return {**networks, "optimiser": self._optimiser, "rival": self._rival}


def measure(network: Network, batches: list[Batch]) -> dict[str, float]:
    """Mean PSNR in dB of the person, and of mouth and eyes: as drawn by the warp, and as corrected."""
    rows = []
    with torch.no_grad():
        for batch in batches:
            made = correction(network, batch)
            still = Correction(*(torch.zeros_like(part) for part in made))
            pictures = [corrected(batch, each)[0] for each in (still, made)]
            weights = batch.matte, batch.matte * features(batch.landmarks)
            rows.append([_psnr(picture, batch.target, weight) for weight in weights for picture in pictures])
    return dict(zip(("warp", "corrected", "warp's features", "features"), np.mean(rows, 0).tolist(), strict=True))


def _psnr(picture: Tensor, target: Tensor, weights: Tensor) -> float:
    error = ((picture - target) ** 2 * weights).sum() / (3 * weights.sum()).clamp(min=1e-6)
    return float(-10 * torch.log10(error.clamp(min=1e-8)))


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m training.train", description=__doc__.splitlines()[0])
    arguments.add_argument("data", type=Path, help="folder that `training.prepare` wrote")
    arguments.add_argument("--out", type=Path, required=True, help="folder of the checkpoint and the log")
    arguments.add_argument("--validation", nargs="*", default=[], help="names of clips that are not trained on")
    arguments.add_argument("--begin", type=Path, help="checkpoint, or released weights.npz, to begin with")
    arguments.add_argument("--steps", type=int, default=8000)
    arguments.add_argument("--runs", type=int, default=Plan.runs)
    arguments.add_argument("--rate", type=float, default=Plan.rate)
    arguments.add_argument("--seed", type=int, default=Plan.seed)
    arguments.add_argument("--adversary", type=float, default=Plan.adversary, help="how much its score counts")
    arguments.add_argument("--cropped", type=float, default=0, help="share of pairs seen nearer or farther")
    arguments.add_argument("--threads", type=int, default=1)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(given.steps, given.runs, given.rate, given.seed, given.adversary)
    training = Training(plan, Recogniser.fetched())
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.exists():
        training.load(checkpoint)
    elif given.begin:
        training.begin(given.begin)
    files = sorted(given.data.glob("*.npz"))
    train(
        training,
        Clips([file for file in files if file.stem not in given.validation], given.cropped),
        Clips([file for file in files if file.stem in given.validation]),
        given.steps,
        checkpoint,
    )


def train(training: Training, clips: Clips, validation: Clips, steps: int, checkpoint: Path) -> None:
    """Learns up to `steps`, with lines of the log and checkpoints in between."""
    recent = []
    groups = {name: validation.every(4, several) for name, several in (("one", False), ("several", True))}
    with checkpoint.with_name("log.csv").open("a") as log:
        while training.step < steps:
            recent.append(torch.stack([*training.learn(clips)]))
            if training.step % _BETWEEN_LINES == 0:
                means = torch.stack(recent).mean(0).tolist()
                recent.clear()
                print(training.step, *(f"{mean:.5f}" for mean in means), sep=",", file=log, flush=True)
            if training.step % _BETWEEN_CHECKPOINTS == 0 or training.step == steps:
                training.save(checkpoint)
                for name, batches in groups.items():
                    found = measure(training.average, batches) if batches else {}
                    figures = (f"{figure} {value:.3f}" for figure, value in found.items())
                    print(training.step, name, *figures, sep=",", file=log, flush=True)


if __name__ == "__main__":
    main()
