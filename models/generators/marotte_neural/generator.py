"""The generator after the warp: takes what the warp drew, corrects it, and puts it back."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..landmark_warp import pixels
from ..landmark_warp.likeness import shape
from ..landmark_warp.patches import ALIGNED, Patch
from .drawing import CLOSE
from .network import Correction, Network
from .resampling import Lanes
from .signals import shown
from .window import SIDE, looking, returning, to_window


class Refinement(nn.Module):
    """Words int32 [B,S,S] that the warp drew to corrected words.

    For each of I identities with K pictures it takes: shape [I,K,468,2], code [I,K,CODE], signals [I,K,SIGNALS] and
    window [I,K,3]; slots int32 [B] and landmarks [B,478,3] as in every generator.
    """

    inputs = ("words", "shape", "code", "signals", "window", "slots", "landmarks")

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network

    def forward(self, *tensors: Tensor) -> Tensor:
        words, shapes, codes, signals, windows, slots, landmarks = tensors
        slots = slots.to(torch.int64)
        codes, signals, shapes = (each.index_select(0, slots) for each in (codes, signals, shapes))
        region = Region(words, windows[:, 0].index_select(0, slots))
        seen = to_window(landmarks, region.windows)
        shares = shown(shapes, landmarks)
        moved = shape(landmarks) - (shares[:, :, None, None] * shapes).sum(1)
        style = self._network.style(codes, signals, shares, seen)
        return region.corrected(self._network(region.seen(), seen, moved, style))


class Region:
    """The squares of pictures that hold all windows: equally large, each with its own corner."""

    def __init__(self, words: Tensor, windows: Tensor):
        """words [B,S,S], windows [B,3] in pixels of the picture."""
        self._words, self.windows, picture = words, windows, words.shape[1]
        most = (torch.ceil(windows[:, 2].max() / ALIGNED) + 2) * ALIGNED
        self._side = torch.minimum(most, torch.as_tensor(picture).float())
        origin = torch.floor(windows[:, :2] / ALIGNED) * ALIGNED
        self._origin = torch.clamp(torch.minimum(origin, picture - self._side), min=0)
        self._own = torch.cat([windows[:, :2] - self._origin, windows[:, 2:]], 1)
        line = torch.arange(self._side)
        self._x, self._y = line[None, None], line[None, :, None]
        self._drawn = Lanes(self._cut())

    def _cut(self) -> Tensor:
        """The words [B,r,r]."""
        picture = self._words.shape[1]
        left, top = self._origin[:, 0, None, None], self._origin[:, 1, None, None]
        frame = torch.arange(self._words.shape[0])[:, None, None] * picture
        index = (frame + (self._y + top).to(torch.int32)) * picture + (self._x + left).to(torch.int32)
        return pixels.fetched(self._words.reshape(-1), index.to(torch.int32))

    def seen(self) -> Tensor:
        """What the network sees: premultiplied colours [B,3,256,256], 0…1."""
        down, across = looking(self._own, self._side)
        return (down / 255)[:, None] @ self._drawn.colours() @ across[:, None].transpose(2, 3)

    def corrected(self, correction: Correction) -> Tensor:
        """Words [B,S,S]."""
        scale = self.windows[:, 2:] / SIDE
        moved = self._returned(correction.flow, self._own) * scale[..., None, None]
        square = torch.cat([self._own[:, :2] + correction.corner * scale, self._own[:, 2:] * (CLOSE / SIDE)], 1)
        planes = self._moved(*moved.unbind(1))
        colours = self._returned(correction.light, self._own) + self._returned(correction.paint, square)
        added = colours.transpose(0, 1) * planes[3:]
        drawn = pixels.packed(torch.clamp(planes[:3] + added, min=0), (planes[3] + 0.5).to(torch.int32))
        patch = Patch(self._origin[:, None], (self._side, self._side), torch.as_tensor(self._words.shape[1]))
        return patch.write(self._words.reshape(-1, ALIGNED), drawn[:, None]).reshape_as(self._words)

    def _returned(self, planes: Tensor, squares: Tensor) -> Tensor:
        """Planes [B,C,n,n] of squares [B,3] of the region, faded out towards their rims, as [B,C,r,r]."""
        down, across = returning(squares, self._side, planes.shape[2])
        return down[:, None] @ planes @ across[:, None].transpose(2, 3)

    def _moved(self, right: Tensor, lower: Tensor) -> Tensor:
        """[4,B,r,r] fetched from this far aside."""
        inside = lambda places: torch.minimum(torch.clamp(places, min=0), self._side - 1)  # noqa: E731
        return self._drawn.at(inside(self._x + right), inside(self._y + lower))
