"""Enrolment: what the generator needs to know about each source picture, computed once; here from its pixels."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from . import far_side, lids, likeness, mouth, pixels, rims
from .face import CHIN, EYES, FOREHEAD, LEFT_CHEEK, LIPS, RIGHT_CHEEK, SKIN
from .lids import colour_at
from .likeness import SUPERSAMPLING, Likeness
from .warp import smooth

MATTE_SIDE = 256
_PYRAMID = 7
_DIFFUSIONS = 4  # on each grid of it
_UNSEEN = 8  # grey values


class MattePicture(nn.Module):
    """Pictures as the matte model takes them: uint8 [K,S,S,3] to uint8 [K,256,256,3]."""

    def forward(self, pictures: Tensor) -> Tensor:
        planes = pictures.permute(0, 3, 1, 2).float()
        small = functional.interpolate(planes, size=(MATTE_SIDE, MATTE_SIDE), mode="bilinear", align_corners=False)
        return (small + 0.5).to(torch.uint8).permute(0, 2, 3, 1)


class Encoder(nn.Module):
    """Pictures uint8 [K,S,S,3], landmarks [K,478,3] in pixels and mattes [K,256,256] to a likeness, and the background.

    The background is int32 [K,S,S] and static; the generator's drawing is composed over it.
    """

    def forward(self, pictures: Tensor, landmarks: Tensor, mattes: Tensor) -> tuple[Tensor, ...]:
        planes = pictures.permute(0, 3, 1, 2).float()
        alpha = _matte(planes, landmarks, mattes)
        background = _without_person(planes, alpha)
        alpha = torch.maximum(alpha, _least_alpha(planes, background))
        person = torch.cat([planes - (1 - alpha) * background, alpha * 255], 1)
        cubic = _cubic(planes.shape[3])
        fine = torch.clamp(cubic @ person @ cubic.transpose(0, 1), 0, 255)
        colours, coverage = fine.split([3, 1], 1)
        texture = pixels.packed(colours.transpose(0, 1), (coverage[:, 0] + 0.5).to(torch.int32))
        tone = mouth.tone(*(_colour(planes, landmarks[:, part, :2]) for part in (SKIN, LIPS)))
        sag = _sag(planes, landmarks)
        lid = lids.tones(planes, landmarks, sag)
        held = rims.holds(planes, mattes)
        far = far_side.known(planes, landmarks)
        known = Likeness(texture, tone=tone, lids=lid, rims=held, far=far, **likeness.geometry(landmarks, sag))
        still = pixels.packed(background.transpose(0, 1), torch.full_like(texture[:, :1, :1], 255))
        return *known, still


def _cubic(side: Tensor) -> Tensor:
    """[3·side, side]: weights of samples on pixels. Two MatMuls are twenty times as fast as Resize.

    Half-way between Catmull–Rom and the B-spline in the family of Mitchell and Netravali (Reconstruction Filters in
    Computer Graphics, 1988): the first is sharp on a pixel and dull between two, so grain flickers when a face moves.
    """
    samples = (torch.arange(side * SUPERSAMPLING, dtype=torch.float32) + 0.5) / SUPERSAMPLING - 0.5
    d = torch.abs(samples[:, None] - torch.arange(side, dtype=torch.float32))
    near, far = (d - 1.75) * d * d + 5 / 6, ((1.75 - d / 3) * d - 3) * d + 5 / 3
    weights = torch.where(d < 1, near, torch.where(d < 2, far, torch.zeros_like(d)))
    return weights / weights.sum(1, keepdim=True)


def _matte(planes: Tensor, landmarks: Tensor, mattes: Tensor) -> Tensor:
    """A matte wider than the model's, so that no rim of the person stays in the background, and including the face."""
    wide = functional.max_pool2d(mattes[:, None], 9, 1, 4)
    wide = functional.avg_pool2d(wide, 5, 1, 2, count_include_pad=False)
    wide = functional.interpolate(wide, size=planes.shape[2:], mode="bilinear", align_corners=False)
    return torch.maximum(smooth(wide * 1.2 - 0.1), _oval(planes, landmarks))


def _oval(planes: Tensor, landmarks: Tensor) -> Tensor:
    top, chin, left, right = (landmarks[:, i, :2] for i in (FOREHEAD, CHIN, LEFT_CHEEK, RIGHT_CHEEK))
    centre, down = ((top + chin) / 2)[:, :, None, None], chin - top
    half = down.norm(dim=-1) * 0.53
    wide = torch.maximum((right - left).norm(dim=-1) * 0.50, half * 0.5)
    down = (down / down.norm(dim=-1, keepdim=True))[:, :, None, None]
    y = torch.arange(planes.shape[2], dtype=torch.float32)[None, :, None] - centre[:, 1]
    x = torch.arange(planes.shape[3], dtype=torch.float32)[None, None] - centre[:, 0]
    along, across = x * down[:, 0] + y * down[:, 1], x * down[:, 1] - y * down[:, 0]
    radius = torch.sqrt((along / half[:, None, None]) ** 2 + (across / wide[:, None, None]) ** 2)
    return smooth((1.06 - radius) / 0.12)[:, None]


def _without_person(planes: Tensor, alpha: Tensor) -> Tensor:
    """Fills the hole from coarse to fine, on grids of averages of the known pixels, as in pull-push.

    (Gortler et al., The Lumigraph, 1996.) Cells with any known pixel count in full, and cells without one are smoothed
    between their neighbours, so that what ends at the person continues behind them: when a head moves away, the
    uncovered rim of the fill does not show as a band.
    """
    known = (alpha < 0.004).float()
    colours, weights = [planes * known], [known]
    for _ in range(_PYRAMID):
        colours.append(functional.avg_pool2d(colours[-1], 2))
        weights.append(functional.avg_pool2d(weights[-1], 2))
    everywhere = colours[-1].mean((2, 3), keepdim=True) / torch.clamp(weights[-1].mean((2, 3), keepdim=True), min=1e-4)
    filled = (colours[-1] + 0.001 * everywhere) / (weights[-1] + 0.001)
    for colour, weight in zip(reversed(colours[:-1]), reversed(weights[:-1]), strict=True):
        coarse = functional.interpolate(filled, scale_factor=2.0, mode="bilinear", align_corners=False)
        known = (weight > 0).float()
        filled = _even(coarse + (colour / torch.clamp(weight, min=1e-4) - coarse) * known, 1 - known)
    # Where the widened matte begins there still is background: fading into the fill leaves no seam.
    filled = filled + (planes - filled) * torch.clamp(1 - 3 * alpha, min=0)
    return torch.clamp(filled, 0, 255)


def _even(planes: Tensor, unknown: Tensor) -> Tensor:
    """Steps of diffusion into the unknown: towards a membrane that is fixed where pixels are known."""
    for _ in range(_DIFFUSIONS):
        near = functional.avg_pool2d(planes, 3, 1, 1, count_include_pad=False)
        planes = planes + (near - planes) * unknown
    return planes


def _least_alpha(planes: Tensor, background: Tensor) -> Tensor:
    """The least alpha with which no colour of the person is negative, nor more than white.

    A picture may be darker than its background, or lighter: with less alpha, dark hair before a light wall gets a light
    rim, and light hair before a dark wall a dark one. Differences of a few grey values are ignored: otherwise
    near-black before black, or near-white before white, would become a speck that moves with the person.
    """
    darker = (planes + _UNSEEN) / torch.clamp(background, min=1.0)
    lighter = (255 - planes + _UNSEEN) / torch.clamp(255 - background, min=1.0)
    return torch.clamp(1 - torch.minimum(darker, lighter).amin(1, keepdim=True), 0, 1)


def _sag(planes: Tensor, landmarks: Tensor) -> Tensor:
    """[K,2,1]: how far under the landmarks of the lower lid an eye ends, in eye widths: the furthest marked edge.

    Drawn eyes are larger than the mesh assumes; closing lids must cover all of them.
    """
    lids = torch.stack([landmarks[:, eye.lower, :2] for eye in EYES], 1)
    across = lids[:, :, -1:] - lids[:, :, :1]
    down = torch.cat([-across[..., 1:], across[..., :1]], -1)
    steps = torch.arange(10, dtype=torch.float32) * 0.02
    at = lids[:, :, None, 3:6] + steps[:, None, None] * down[:, :, None]
    colours = colour_at(planes, at.reshape(-1, 2 * 10 * 3, 2)).reshape(-1, 3, 2, 10, 3).mean(-1)
    edges = (colours[..., 1:] - colours[..., :-1]).norm(dim=1)
    marked = edges > torch.clamp(0.5 * edges.amax(-1, keepdim=True), min=12)
    furthest = (steps[1:] * marked).amax(-1, keepdim=True)
    return torch.clamp(furthest.mean(1, keepdim=True), max=0.12).expand(-1, 2, -1)


def _colour(planes: Tensor, at: Tensor) -> Tensor:
    return colour_at(functional.avg_pool2d(planes, 5, 1, 2), at).mean(-1)
