"""Enrolment: what the network keeps of each source picture in addition to the warp's likeness."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from .signals import signals
from .window import looking, window

FACE_SIDE, CODE = 128, 32
_WIDTHS = (24, 48, 64, 96)


class Look(nn.Module):
    """A face uint8-valued [K,3,128,128], 0…1, to its code [K,CODE]: complexion, teeth, the white of the eyes."""

    def __init__(self) -> None:
        super().__init__()
        widths = [12, *_WIDTHS]
        layers = []
        for before, after in pairwise(widths):
            layers += [nn.Conv2d(before, after, 3, 2, 1), nn.ReLU()]
        self._convolutions, self._out = nn.Sequential(*layers), nn.Linear(widths[-1], CODE)

    def forward(self, faces: Tensor) -> Tensor:
        halved = nn.functional.pixel_unshuffle(faces, 2)
        return torch.tanh(self._out(self._convolutions(halved).mean((2, 3))))


class Enrolment(nn.Module):
    """Pictures uint8 [K,S,S,3] and landmarks [K,478,3] to code [K,CODE], signals [K,SIGNALS] and window [K,3]."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def forward(self, pictures: Tensor, landmarks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        windows = window(landmarks)
        down, across = looking(windows, pictures.shape[1], FACE_SIDE)
        planes = pictures.permute(0, 3, 1, 2).float() / 255
        faces = down[:, None] @ planes @ across[:, None].transpose(2, 3)
        return self._look(faces), signals(landmarks), windows
