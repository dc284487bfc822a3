"""The generator behind the warp: sees what the warp drew, corrects it, and puts it back."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..landmark_warp import pixels
from ..landmark_warp.likeness import shape
from ..landmark_warp.patches import ALIGNED, Patch
from .network import Network
from .window import SIDE, looking, returning, to_window


class Refinement(nn.Module):
    """Words int32 [B,S,S] that the warp drew to corrected words.

    Of each of I identities with K pictures are known: shape [I,K,468,2], code [I,K,CODE], signals [I,K,SIGNALS] and
    window [I,K,3]; slots int32 [B] and landmarks [B,478,3] as in every generator.
    """

    inputs = ("words", "shape", "code", "signals", "window", "slots", "landmarks")

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network

    def forward(self, *tensors: Tensor) -> Tensor:
        words, shapes, codes, signals, windows, slots, landmarks = tensors
        slots = slots.to(torch.int64)
        codes, signals = codes.index_select(0, slots), signals.index_select(0, slots)
        region = Region(words, windows[:, 0].index_select(0, slots))
        seen = to_window(landmarks, region.windows)
        moved = shape(landmarks) - shapes[:, 0].index_select(0, slots)
        style = self._network.style(codes, signals, seen)
        return region.corrected(*self._network(region.seen(), seen, moved, style))


class Region:
    """The squares of pictures that hold all windows: equally large, with corners of their own."""

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

    def _fetched(self, x: Tensor, y: Tensor) -> Tensor:
        """Words [B,r,r] at whole coordinates in the region."""
        picture = self._words.shape[1]
        left, top = self._origin[:, 0, None, None], self._origin[:, 1, None, None]
        frame = torch.arange(self._words.shape[0])[:, None, None] * picture
        index = (frame + (y + top).to(torch.int32)) * picture + (x + left).to(torch.int32)
        return pixels.fetched(self._words.reshape(-1), index.to(torch.int32))

    @staticmethod
    def _planes(words: Tensor) -> Tensor:
        """[4,B,r,r]: premultiplied colours and alpha, 0…255."""
        return torch.cat([pixels.colours(words), pixels.alpha(words).float()[None]])

    def seen(self) -> Tensor:
        """What the network sees: premultiplied colours [B,3,256,256], 0…1."""
        down, across = looking(self._own, self._side)
        planes = pixels.colours(self._fetched(self._x, self._y)).transpose(0, 1) / 255
        return down[:, None] @ planes @ across[:, None].transpose(2, 3)

    def corrected(self, flow: Tensor, colours: Tensor) -> Tensor:
        """Words [B,S,S]; flow [B,2,n,n] in pixels of the window, colours [B,3,256,256]."""
        moved = self._returned(flow) * (self.windows[:, 2] / SIDE)[:, None, None, None]
        planes = self._moved(*moved.unbind(1))
        added = (self._returned(colours) * 255).transpose(0, 1) * (planes[3:] / 255)
        drawn = pixels.packed(torch.clamp(planes[:3] + added, min=0), (planes[3] + 0.5).to(torch.int32))
        patch = Patch(self._origin[:, None], (self._side, self._side), torch.as_tensor(self._words.shape[1]))
        return patch.write(self._words.reshape(-1, ALIGNED), drawn[:, None]).reshape_as(self._words)

    def _returned(self, planes: Tensor) -> Tensor:
        """Planes [B,C,n,n] of the window, faded out towards its rim: [B,C,r,r]."""
        down, across = returning(self._own, self._side, planes.shape[2])
        return down[:, None] @ planes @ across[:, None].transpose(2, 3)

    def _moved(self, right: Tensor, lower: Tensor) -> Tensor:
        """[4,B,r,r] fetched from so far aside, bilinearly; four times GatherElements is faster than GridSample."""
        last = self._side - 1
        x = torch.minimum(torch.clamp(self._x + right, min=0), last)
        y = torch.minimum(torch.clamp(self._y + lower, min=0), last)
        left, top = torch.floor(x), torch.floor(y)
        beside, below = torch.minimum(left + 1, last), torch.minimum(top + 1, last)
        mixed = lambda one, other, share: one + (other - one) * share  # noqa: E731
        rows = [
            mixed(self._planes(self._fetched(left, row)), self._planes(self._fetched(beside, row)), x - left)
            for row in (top, below)
        ]
        return mixed(*rows, y - top)
