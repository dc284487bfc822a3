"""The mouth: two lips that part along a line, and the inside between them."""

from __future__ import annotations

import torch
from torch import Tensor

from . import pixels
from .features import Feature, Part, parted, scalar
from .scene import Scene
from .warp import constant, smooth

_TEETH = (3.0, 1.2, 0.8)  # of x, x³ and x⁵ of half a mouth counts teeth from its middle: each ¾ as wide as the last
_TOOTH, _COVERED = 0.055, 0.3  # an upper front tooth in face heights, and the share of it that a lip hides at most
_LUMINANCE = [0.30, 0.59, 0.11]
_BEYOND = 0.01  # mouth widths: how far the area at a picture's lips may continue beyond them
_CLOSED, _CERTAIN = 0.02, 0.03  # openings in face heights: a picture shows the inside beyond the first, fully with both


def tone(skin: Tensor, lips: Tensor) -> Tensor:
    """Colours of the mouth's cavity, the tongue and the teeth [K,3,3], from those of skin and lips [K,3]."""
    light, red = ((colour * constant(_LUMINANCE)).sum(-1, keepdim=True) for colour in (skin, lips))
    # Teeth are lit like the skin, but hardly have its colour: only a little warmer than grey, because among red lips
    # neutral ones look blue. A tongue is red even behind lips that are painted as pale as the skin.
    enamel = torch.clamp(light * constant([1.02, 0.93, 0.81]) + skin * 0.16 + 12, max=240)
    tongue = lips * 0.42 + red * constant([0.60, 0.25, 0.25])
    return torch.stack([lips * 0.11 + red * constant([0.15, 0.08, 0.07]), tongue, enamel], 1)


def draw(scene: Scene, mouth: Feature, words: Tensor) -> Tensor:
    """Words [R·S·S/ALIGNED,ALIGNED], with the mouth drawn into them: its skin, and then the opening."""
    whole, inner = mouth.whole(), mouth.around(mouth.knots[:, :, :2].flatten(2, 3))
    skin = whole.seen(scene, _skin(mouth, whole))
    return inner.write(whole.write(words, skin), _opened(scene, mouth, inner, inner.of(skin)))


def _skin(mouth: Feature, part: Part) -> Tensor:
    """Texels of both lips and of their surroundings."""
    x, y = mouth.places.split(1, 2)
    upper, lower = mouth.heights[:, :, :2].split(1, 2)
    x, under = part.spread(x, (y - (upper + lower) * 0.5) * mouth.width).split(1, 2)
    above, below = part.moved(mouth.flows).split(2, 2)
    return parted(above, below, under, _beyond(mouth, x))


def _beyond(mouth: Feature, x: Tensor) -> Tensor:
    """How many pixels beyond the ends of the lips' line x is."""
    ends = mouth.knots[:, :, 0, :, 0]
    beyond = torch.maximum(scalar(ends[..., 0]) - x, x - scalar(ends[..., -1]))
    return torch.clamp(beyond, min=0) * mouth.width[..., None]


def _opened(scene: Scene, mouth: Feature, part: Part, skin: Tensor) -> Tensor:
    """Words [R,1,1,h,w] of the part of the mouth's patch that has the opening in it, from those of the skin."""
    opening, rest, proportion, rim = scene.of(scene.shown, scene.known.mouth, 4)[:, None, None].split(1, 3)
    place, dark = _shown(scene, mouth, rest, proportion, rim)
    inside = scene.limited(mouth.source(place), mouth.least)
    planes = part.spread(inside, dark, mouth.places, mouth.heights[:, :, :2])
    inside, dark, x, y, upper, lower = planes.split([2, 1, 1, 1, 1, 1], 2)
    width, skull = mouth.width[..., None], scalar(mouth.marks[:, :, 0, 1])
    cover = lambda length: torch.clamp(0.5 + length * width, 0, 1)  # noqa: E731
    open_ = cover(y - upper) * cover(lower - y) * torch.clamp(1 - _beyond(mouth, x), min=0)
    belief = torch.clamp((opening[..., None] - _CLOSED) / _CERTAIN, 0, 1)
    real = open_ * belief * (1 - dark)
    synthesised = open_ * (1 - belief * (1 - 0.6 * dark))
    shares = _synthesised(x, y, upper, lower, skull, width) * synthesised
    words = torch.cat([skin, part.seen(scene, inside)], 1)
    return _composed(words, open_, real, shares, scene.of(scene.row, scene.known.tone, 3, 3))


def _composed(words: Tensor, open_: Tensor, real: Tensor, shares: Tensor, tones: Tensor) -> Tensor:
    """words [R,2,1,h,w]: skin and the inside of a picture's mouth."""
    skin, inside = pixels.colours(words).split(1, 2)
    drawn = (tones.transpose(1, 2)[:, None] @ shares.flatten(3)).permute(2, 0, 1, 3)
    return pixels.packed(skin * (1 - open_) + inside * real + drawn.reshape_as(skin), pixels.alpha(words[:, :1]))


def _shown(scene: Scene, mouth: Feature, rest: Tensor, proportion: Tensor, rim: Tensor) -> tuple[Tensor, Tensor]:
    """The inside of a mouth that a picture shows: its upper teeth follow the skull, what is below them the jaw.

    The teeth are the upper half at least, and as much as teeth are long, for a smile shows nothing else. The lip covers
    little of them, and a raised one takes them along: with a dark band over them they would seem to float. Where
    the mouth opens further than in the picture, the gap between the parts turns dark, and so does anything that would
    lie beyond the picture's lips. Returns places in the picture's mouth [R,1,2,N], and how dark it is there.
    """
    scale = proportion * mouth.width / scene.height[..., None, None]
    skull, shown_chin, jaw = (mouth.marks[:, :, i, 1, None, None] for i in (1, 2, 3))
    x, y = mouth.places.split(1, 2)
    upper, lower = mouth.heights[:, :, 3:5].split(1, 2)
    split = torch.minimum(torch.maximum(upper + _TOOTH * proportion, (upper + lower) * 0.5), lower)
    carried = lambda at: (at - skull) * scale + rest  # noqa: E731
    with_jaw = carried(y) - (jaw - shown_chin) * scale
    at_lip = carried(mouth.heights[:, :, :1])
    teeth = torch.minimum(torch.maximum(at_lip, upper + rim), upper + (split - upper) * _COVERED)
    with_skull = carried(y) + teeth - at_lip
    high = with_skull + with_jaw < 2 * split
    height = torch.where(high, torch.minimum(with_skull, split), torch.maximum(with_jaw, split))
    shown = torch.maximum(torch.minimum(height, lower - rim), upper + rim)
    beyond = 2 * (torch.abs(height - shown) - _BEYOND)
    gap = torch.maximum(torch.minimum(with_skull - split, split - with_jaw), beyond)
    return torch.cat([x, shown], 2), torch.clamp(gap / 0.03, 0, 1)


def _synthesised(x: Tensor, y: Tensor, upper: Tensor, lower: Tensor, skull: Tensor, width: Tensor) -> Tensor:
    """A mouth that no picture shows: shares [R,1,3,h,w] of the colours of cavity, tongue and teeth.

    The upper teeth hang from the skull (skull: where it carries the closed mouth's line), so a raised lip shows more of
    them; the lower teeth stand behind the lower lip.
    """
    cover = lambda length: torch.clamp(0.5 + length * width, 0, 1)  # noqa: E731
    across, under, over = 2 * x, y - upper, lower - y
    arch = torch.clamp(1 - across * across, min=0)
    round_ = torch.sqrt(arch)
    gap = torch.maximum(lower - upper, 1 / width)

    dome = 0.62 * gap * round_ * torch.clamp(gap / 0.20, max=1) - over
    tongue = smooth(dome / 0.09)
    light = 0.55 + 0.45 * torch.clamp(dome * 6, 0, 1) * arch

    front, side, back = _TEETH
    phase = across * (front + across * across * (side + across * across * back))
    phase = torch.abs(phase - torch.floor(phase + 0.5))  # 0 between two teeth, ½ in a tooth's middle
    gaps = 1 - 0.16 * torch.exp(-((phase / 0.07) ** 2))
    # Few people show their lower teeth when they speak, and a thin rim of them in the lip's shadow looks grey: so they
    # are drawn only in a wide mouth, and not in its corners.
    below = cover(0.05 * torch.clamp(gap / 0.35, max=1) - over) * torch.clamp(arch * 1.8 - 0.5, 0, 1)
    below = below * 0.8 * smooth((gap - 0.26) / 0.08)
    shade_below = gaps * (0.35 + 0.40 * arch)

    edge = 0.057 - 0.085 * across * across - 0.008 * smooth(2 * phase)
    above = cover(edge - (y - skull)) * torch.clamp(arch * 2.2, max=1)
    # Darkest under the lip and towards the corners, where the arch of teeth goes back; light on the front ones.
    shade_above = (0.62 + 0.38 * torch.clamp(under / 0.06, 0, 1)) * (0.18 + 0.82 * arch) * gaps

    enters = 0.40 + 0.60 * torch.clamp(gap / 0.11, max=1)  # light, through the lips
    lip = 0.62 + 0.38 * torch.clamp(under / 0.035, 0, 1)
    hidden = lip * (1 - above)
    free = hidden * (1 - below)
    teeth = hidden * below * shade_below + lip * above * shade_above
    return torch.cat([free * (1 - tongue), free * tongue * light, teeth * enters], 2)
