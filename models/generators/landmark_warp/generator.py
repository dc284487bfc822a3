"""The generator: an identity's embedding and target landmarks to a picture."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from . import eyes, mouth
from .anchors import ANCHORS
from .encoder import SUPERSAMPLING
from .face import (
    CHIN,
    EYES,
    FOREHEAD,
    LEFT_CHEEK,
    LOWER_INNER_LIP,
    LOWER_LIP,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    RIGHT_CHEEK,
    SKULL,
    UPPER_INNER_LIP,
    UPPER_LIP,
    coarse_landmarks,
    eye_layers,
    mouth_layers,
    spacing,
)
from .warp import Affine, Patch, constant, interpolation, moving_least_squares, smooth

GRID = 48
RIDGE = 0.1  # keeps hair and shoulders from continuing the slopes of the face's rim
EDGE = 0.09  # of the picture's side, in which motion fades out: the crop's rim stays as it is in the portrait


class Controls(nn.Module):
    """Landmarks that steer a layer of flow, and how softly and strongly each does."""

    def __init__(self, sets: list[list[int]], softness: float, neighbours: int):
        super().__init__()
        longest = max(map(len, sets))
        pad = lambda values, fill: [*values, *[fill] * (longest - len(values))]  # noqa: E731
        self.indices = constant([pad(s, s[-1]) for s in sets], torch.int64)
        self.softness = constant([pad((softness * spacing(s, neighbours)) ** 2, 1.0) for s in sets])
        self.weights = constant([pad(100 * spacing(s, 3) ** 2, 0.0) for s in sets])


class Generator(nn.Module):
    """Embedding tensors [I,…] of I identities, slots int32 [B] and landmarks [B,478,3] to pictures and mattes uint8."""

    def __init__(self) -> None:
        super().__init__()
        self.coarse = coarse_landmarks(110)
        distance = spacing(self.coarse, 3)
        self.softness = constant([*(0.5 * distance) ** 2, *[0.003] * len(ANCHORS)])[None]
        self.weights = constant([*8 * distance**2, *[0.08] * len(ANCHORS)])[None]
        self.rigidity = constant([1.0 if i in SKULL else 0.25 for i in self.coarse])
        self.follows = constant([anchor.follows for anchor in ANCHORS])[None, :, None]
        self.lips = [Controls([layer], 0.6, 7) for layer in mouth_layers()]
        layers = [eye_layers(eye) for eye in EYES]
        self.lids = [Controls([layer[k] for layer in layers], 0.6, 7) for k in (0, 1)]

    def forward(
        self,
        texture: Tensor,
        background: Tensor,
        source_landmarks: Tensor,
        points: Tensor,
        projection: Tensor,
        tone: Tensor,
        slots: Tensor,
        landmarks: Tensor,
    ) -> tuple[Tensor, Tensor]:
        self.side, self.fine = background.shape[3], texture.shape[2]
        self.pictures = texture.shape[1]
        self.batch = torch.arange(landmarks.shape[0])
        self.slots = slots.to(torch.int64)
        self.target = landmarks
        self.source = source_landmarks[self.slots, 0]
        self.points, self.projection = points[self.slots, 0], projection[self.slots, 0]
        self.tone = tone[self.slots, 0]
        self.texels = texture.reshape(-1, 4)
        self.first_texel = (self.slots * self.pictures * self.fine * self.fine).to(torch.int32)[:, None]
        self.all_landmarks, self.all_points, self.all_projections = (
            source_landmarks[self.slots],
            points[self.slots],
            projection[self.slots],
        )
        self.height = (landmarks[:, FOREHEAD] - landmarks[:, CHIN]).norm(dim=-1)[:, None, None]
        self.centre = landmarks[:, [6, CHIN, LEFT_CHEEK, RIGHT_CHEEK], :2].mean(1, keepdim=True)
        return self._picture(background)

    def _picture(self, background: Tensor) -> tuple[Tensor, Tensor]:
        field = self._coarse_flow()
        lips, lids = self._lips(field), self._lids(field)
        index = self._texel(*self._upsampled(field)).reshape(-1)
        for layer in (lips, lids):
            cells = layer.patch.cells(self.side, layer.picture)
            index = index.index_put((cells,), layer.skin.reshape(-1))
        shape = (self.target.shape[0], self.side, self.side)
        person, alpha = self._texels_at(index.reshape(shape[0], -1)).reshape(shape[0], 4, *shape[1:]).split([3, 1], 1)
        behind = background[self.slots, 0].float() * (1 - alpha.float() * (1 / 255))
        # Not rounded: where the matte is 0 or 1, which is nearly everywhere, the sum is whole.
        pixels = _rows(torch.clamp(person.float() + behind, max=255).reshape(shape[0], 3, -1))
        for layer in (lips, lids):
            pixels = self._over(pixels, layer)
        return pixels.reshape(*shape, 3), alpha.reshape(shape)

    def _coarse_flow(self) -> Tensor:
        """Source positions [B,2,GRID,GRID] for head, hair, neck and shoulders."""
        carried = (self.projection @ self.target[:, SKULL])[..., :2]
        self.skull_points = carried
        rest = self.points[:, : len(ANCHORS), :2]
        anchors = rest + self.follows * (carried[:, : len(ANCHORS)] - rest)
        target = self._normal(torch.cat([self.target[:, self.coarse, :2], anchors], 1))
        source = torch.cat([self.source[:, self.coarse, :2], rest], 1)
        count = len(self.coarse)
        self.affine = Affine(target[:, :count], source[:, :count], self.rigidity)
        step = (self.side - 1) / (GRID - 1)
        line = torch.arange(GRID, dtype=torch.float32) * step
        grid = torch.stack([line[None].expand(GRID, -1), line[:, None].expand(-1, GRID)], -1).reshape(1, -1, 2)
        at = self._normal(grid)
        residual = moving_least_squares(at, target, source - self.affine(target), self.softness, self.weights, RIDGE)
        rim = torch.minimum(grid, self.side - 1 - grid).amin(-1, keepdim=True) / (self.side * EDGE)
        field = grid + (self.affine(at) + residual - grid) * smooth(rim)
        return torch.clamp(field, min=0).transpose(1, 2).reshape(-1, 2, GRID, GRID)

    def _normal(self, pixels: Tensor) -> Tensor:
        return (pixels - self.centre) / self.height

    def _upsampled(self, field: Tensor) -> tuple[Tensor, Tensor]:
        step = (self.side - 1) / (GRID - 1)
        spread = interpolation(torch.arange(self.side, dtype=torch.float32), GRID, step)
        x, y = self._limited(field).unbind(1)
        return spread @ x @ spread.transpose(0, 1), spread @ y @ spread.transpose(0, 1)

    def _limited(self, positions: Tensor) -> Tensor:
        """Pixels to texels, within the texture; + ½ for the truncation that follows."""
        middle = (SUPERSAMPLING - 1) / 2 + 0.5
        return torch.minimum(torch.clamp(positions * SUPERSAMPLING + middle, min=0), torch.as_tensor(self.fine - 0.5))

    def _texel(self, x: Tensor, y: Tensor) -> Tensor:
        """Texel coordinates to indices into one texture."""
        return y.to(torch.int32) * self.fine + x.to(torch.int32)

    def _texels_at(self, texels: Tensor, first: Tensor | None = None) -> Tensor:
        """Planes uint8 [B,4,N] of the texels' values."""
        flat = (texels + (self.first_texel if first is None else first)).reshape(-1)
        return self.texels.index_select(0, flat).reshape(texels.shape[0], -1, 4).transpose(1, 2)

    def _colours(self, positions: Tensor, first: Tensor) -> Tensor:
        """Colour planes [B,3,N] at texel coordinates [B,2,N]."""
        planes = self._texels_at(self._texel(*positions.unbind(1)), first)
        # The reshapes keep ONNX Runtime from moving the transposition behind the arithmetic, which is slow on rows of 4.
        return planes.reshape(planes.shape[0], 4, -1, 64).float().reshape(planes.shape[0], 4, -1)[:, :3]

    def _layer_flow(self, patch: Patch, controls: Controls, eye: bool) -> Tensor:
        pick = (lambda l: eyes.both(l, controls.indices)) if eye else (lambda l: l[:, controls.indices[0]])
        twice = (lambda t: torch.cat([t, t])) if eye else (lambda t: t)
        centre, height = twice(self.centre), twice(self.height)
        normal = lambda p: (p - centre) / height  # noqa: E731
        affine = self._affine_of(twice)
        at, target = normal(patch.nodes), normal(pick(self.target)[..., :2])
        each = lambda values: values.repeat_interleave(self.target.shape[0], 0) if eye else values  # noqa: E731
        values = pick(self.source)[..., :2] - affine(target)
        return affine(at) + moving_least_squares(at, target, values, each(controls.softness), each(controls.weights))

    def _affine_of(self, twice):  # noqa: ANN001, ANN202
        affine = self.affine
        return lambda p: (p - twice(affine.t_mean)) @ twice(affine.matrix) + twice(affine.s_mean)

    def _coarse_at(self, patch: Patch, field: Tensor) -> Tensor:
        """The coarse flow at a patch's nodes [B,N,2]."""
        step = (self.side - 1) / (GRID - 1)
        corner = patch.nodes[:, 0]
        x = patch.nodes[:, : patch.columns, 0] / step
        y = patch.nodes[:, :: patch.columns, 1] / step
        hat = lambda p: torch.clamp(1 - torch.abs(p[..., None] - torch.arange(GRID).float()), min=0)  # noqa: E731
        del corner
        return (
            (hat(y)[:, None] @ field @ hat(x)[:, None].transpose(2, 3)).reshape(field.shape[0], 2, -1).transpose(1, 2)
        )

    def _lips(self, field: Tensor) -> Layer:
        height, width = self.side * 5 // 16, self.side // 4
        around = self.target[:, [MOUTH_LEFT, MOUTH_RIGHT, UPPER_LIP, LOWER_LIP, 0, 17], :2].mean(1)
        patch = Patch(Patch.origin_around(around, height, width, self.side), height, width, (31, 25))
        target = mouth.axes(self.target)
        x, y = target.points(patch.nodes).unbind(-1)
        upper, lower = target.heights(x, UPPER_INNER_LIP), target.heights(x, LOWER_INNER_LIP)
        flows = [self._layer_flow(patch, controls, eye=False) for controls in self.lips]
        coarse = self._coarse_at(patch, field)
        flows = [self._limited(coarse + (flow - coarse) * patch.inner) for flow in flows]
        shown = self._best_mouth(target)
        place, dark = shown.place(x, y)
        column = lambda v: v[..., None]  # noqa: E731
        nodes = torch.cat([*flows, self._limited(place), *map(column, (dark, x, y, upper, lower))], -1)
        above, below, inside, dark, x, y, upper, lower = patch.spread(nodes).split([2, 2, 2, 1, 1, 1, 1, 1], 1)
        dark, x, y, upper, lower = (v[:, 0] for v in (dark, x, y, upper, lower))
        ends = target.points(self.target[:, [UPPER_INNER_LIP[0], UPPER_INNER_LIP[-1]], :2])[..., 0]
        beyond = torch.clamp(torch.maximum(ends[:, :1] - x, x - ends[:, 1:]), min=0)
        side = torch.clamp(0.5 + (y - (upper + lower) / 2) * target.width / (1 + 1.2 * beyond * target.width), 0, 1)
        skin = self._texel(*(above + (below - above) * side[:, None]).unbind(1))
        cover = lambda length: torch.clamp(0.5 + length * target.width, 0, 1)  # noqa: E731
        opening = cover(y - upper) * cover(lower - y) * torch.clamp(1 - beyond * target.width, min=0)
        skull = target.points(self.skull_points[:, [-2]])[:, :, 1]
        colour = mouth.synthesised(x, y, upper, lower, skull, 1 / target.width, self.tone)
        real = self._colours(inside, self.mouth_texel)
        real = real + (colour * 0.6 - real) * dark[:, None]
        colour = colour + (real - colour) * self.mouth_shown
        return Layer(patch, self.batch, skin, [(colour, opening)])

    def _best_mouth(self, target) -> mouth.Shown:  # noqa: ANN001
        """The picture with the widest open mouth; how far it is to be believed depends on how far it opens."""
        everyone = self.all_landmarks
        face = (everyone[:, :, FOREHEAD] - everyone[:, :, CHIN]).norm(dim=-1)
        gap = (everyone[:, :, UPPER_LIP] - everyone[:, :, LOWER_LIP]).norm(dim=-1) / face
        best = gap.argmax(1)
        self.mouth_shown = torch.clamp((gap.amax(1) - 0.02) / 0.03, 0, 1)[:, None, None]
        texels = (self.slots * self.pictures + best) * self.fine * self.fine
        self.mouth_texel = texels.to(torch.int32)[:, None]
        source = mouth.axes(everyone[self.batch, best])
        carried = (self.all_projections[self.batch, best][:, -2:] @ self.target[:, SKULL])[..., :2]
        rest = self.all_points[self.batch, best][:, [-2], :2]
        return mouth.Shown(target, source, carried[:, :1], carried[:, 1:], rest)

    def _lids(self, field: Tensor) -> Layer:
        target, source = eyes.EyeAxes(self.target), eyes.EyeAxes(self.source)
        patch = self._eye_patch(target)
        x, y = target.points(patch.nodes).unbind(-1)
        upper, lower = target.heights(x, eyes.UPPER), target.heights(x, eyes.LOWER)
        flows = [self._layer_flow(patch, controls, eye=True) for controls in self.lids]
        coarse = self._coarse_at(patch, torch.cat([field, field]))
        flows = [self._limited(coarse + (flow - coarse) * patch.inner) for flow in flows]
        ball_x, ball_y, highest, lowest = eyes.eyeball(x, y, target, source)
        lid, lashes = eyes.unfolded_lid(x, y, target, source, upper)
        crease = target.heights(x, eyes.CREASE)
        column = lambda v: v[..., None]  # noqa: E731
        curves = (ball_x, ball_y, highest, lowest, x, y, upper, lower, crease)
        nodes = torch.cat([*flows, self._limited(lid), self._limited(lashes), *map(column, curves)], -1)
        above, below, lid, lashes, *curves = patch.spread(nodes).split([2, 2, 2, 2, *[1] * 9], 1)
        ball_x, ball_y, highest, lowest, x, y, upper, lower, crease = (v[:, 0] for v in curves)
        beyond = torch.clamp(torch.abs(x) - 0.5, min=0) * target.width
        side = torch.clamp(0.5 + (y - (upper + lower) / 2) * target.width / (1 + 1.2 * beyond), 0, 1)
        skin = self._texel(*(above + (below - above) * side[:, None]).unbind(1))
        cover = lambda length: torch.clamp(0.5 + length * target.width, 0, 1)  # noqa: E731
        on_lid = cover(upper + eyes.UPPER_RIM - y) * torch.clamp((0.5 - torch.abs(x)) / 0.10, 0, 1)
        on_lid = on_lid * eyes.closing(target, source)
        seen = cover(y - upper - eyes.UPPER_RIM) * cover(lower - eyes.LOWER_RIM - y)
        middle, rim = (highest + lowest) / 2, 0.5 / target.width
        ball_y = torch.maximum(
            torch.minimum(ball_y, torch.maximum(lowest + rim, middle)), torch.minimum(highest - rim, middle)
        )
        ball = self._limited(source.pixels(ball_x, ball_y)).transpose(1, 2)
        first = torch.cat([self.first_texel, self.first_texel])
        lid, lashes, ball = (self._colours(positions, first) for positions in (lid, lashes, ball))
        near = torch.clamp((y - upper + 0.10) / 0.06, 0, 1)[:, None]
        lid = lid + (torch.minimum(lashes, lid) - lid) * near
        on_lid = on_lid * torch.clamp((y - crease) / 0.07, 0, 1)
        return Layer(patch, torch.cat([self.batch, self.batch]), skin, [(lid, on_lid), (ball, seen)])

    def _eye_patch(self, target: eyes.EyeAxes) -> Patch:
        """Both eyes' patches, kept on their sides of the nose: they never overlap."""
        height, width = self.side * 5 // 32, self.side // 8
        corner = Patch.origin_around(target.origin, height, width, self.side)
        nose = torch.floor(self.target[:, [133, 362], 0].mean(1))
        left, right = corner.reshape(2, -1, 2).unbind(0)
        left = torch.stack([torch.clamp(torch.minimum(left[:, 0], nose - width), min=0), left[:, 1]], -1)
        right = torch.stack(
            [torch.minimum(torch.maximum(right[:, 0], nose), torch.as_tensor(self.side - width).float()), right[:, 1]],
            -1,
        )
        return Patch(torch.cat([left, right]), height, width, (27, 22))

    def _over(self, pixels: Tensor, layer: Layer) -> Tensor:
        cells = layer.patch.cells(self.side, layer.picture)
        mixed = pixels.index_select(0, cells).reshape(layer.picture.shape[0], -1, 3).transpose(1, 2)
        mixed = mixed.reshape(mixed.shape[0], 3, -1, 64).float().reshape(mixed.shape[0], 3, -1)
        for colour, cover in layer.parts:
            mixed = mixed + (colour - mixed) * cover[:, None]
        return pixels.index_put((cells,), _rows(torch.clamp(mixed + 0.5, 0, 255)))


class Layer:
    """A patch per picture, where its skin comes from, and what is laid over it: colours with their cover."""

    def __init__(self, patch: Patch, picture: Tensor, skin: Tensor, parts: list[tuple[Tensor, Tensor]]):
        self.patch, self.picture, self.skin, self.parts = patch, picture, skin, parts


def _rows(planes: Tensor) -> Tensor:
    """Colour planes [B,3,N] to rows of pixels [B·N,3]."""
    return planes.to(torch.uint8).transpose(1, 2).reshape(-1, 3)
