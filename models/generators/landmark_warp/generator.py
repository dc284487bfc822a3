"""The generator: an identity's embedding and target landmarks to a picture."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from . import eyes, mouth
from .anchors import ANCHORS, HAIRLINE
from .face import (
    CHIN,
    EYES,
    FOREHEAD,
    LEFT_CHEEK,
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
from .scene import Embedding, Scene, nearest_pictures, planes_of
from .warp import Affine, Patch, constant, curves, interpolation, moving_least_squares, smooth

GRID = 48
RIDGE = 0.1  # keeps hair and shoulders from continuing the slopes of the face's rim
EDGE = 0.09  # of the picture's side, in which motion fades out: the crop's rim stays as it is in the portrait


@dataclass(frozen=True)
class Layer:
    """A patch for each rendering, its cells in the picture, texels of skin, and what lies on it: colours with cover."""

    patch: Patch
    cells: Tensor
    skin: Tensor
    parts: list[tuple[Tensor, Tensor]]


class Controls:
    """Landmarks that steer a layer of flow, and how softly and strongly each does; one set for each eye or mouth."""

    def __init__(self, sets: list[list[int]]):
        longest = max(map(len, sets))
        pad = lambda values, fill: [*values, *[fill] * (longest - len(values))]  # noqa: E731
        self.indices = constant([pad(chosen, chosen[-1]) for chosen in sets], torch.int64)
        self.softness = constant([pad((0.6 * spacing(chosen, 7)) ** 2, 1.0) for chosen in sets])
        self.weights = constant([pad(100 * spacing(chosen, 3) ** 2, 0.0) for chosen in sets])

    def of(self, landmarks: Tensor) -> Tensor:
        """[R,478,3] to [n·R,L,2], set by set."""
        return torch.cat([landmarks[:, chosen, :2] for chosen in self.indices.unbind(0)])

    def each(self, values: Tensor, renderings: Tensor) -> Tensor:
        """[n,L] to [n·R,L]."""
        if values.shape[0] == 1:
            return values
        return values.index_select(0, torch.cat([renderings * 0 + i for i in range(values.shape[0])]))


class Generator(nn.Module):
    """Embedding tensors [I,…] of I identities, slots int32 [B] and landmarks [B,478,3] to pictures and mattes uint8."""

    def __init__(self) -> None:
        super().__init__()
        self._coarse = coarse_landmarks(110)
        distance = spacing(self._coarse, 3)
        self._softness = constant([*(0.5 * distance) ** 2, *[0.003] * len(ANCHORS)])[None]
        self._weights = constant([*8 * distance**2, *[0.08] * len(ANCHORS)])[None]
        self._rigidity = constant([1.0 if i in SKULL else 0.25 for i in self._coarse])
        self._follows = constant([anchor.follows for anchor in ANCHORS])[None, :, None]
        self._turns = constant([anchor.turns for anchor in ANCHORS])[None, :, None]
        self._lips = [Controls([layer]) for layer in mouth_layers()]
        self._lids = [Controls([eye_layers(eye)[side] for eye in EYES]) for side in (0, 1)]

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
        slots = slots.to(torch.int64)
        picks, weights = nearest_pictures(source_landmarks[slots], landmarks)
        count = picks.shape[1]
        frame = torch.arange(landmarks.shape[0] * count) // count
        embedding = Embedding(texture, background, source_landmarks, points, projection, tone)
        scene = Scene(embedding, slots[frame], picks.reshape(-1), landmarks[frame])
        pixels, alpha = self._pictures(scene)
        per_frame = (landmarks.shape[0], count, scene.side, scene.side)
        face, spread = self._face(landmarks, scene.side), self._spread(scene.side)
        blended = _blended(pixels.reshape(*per_frame, 3), weights, face, spread)
        return blended, alpha.reshape(per_frame)[:, 0]

    def _pictures(self, scene: Scene) -> tuple[Tensor, Tensor]:
        """Pixels uint8 [R,S·S,3] and mattes [R,S,S]: the person, warped in layers, over the still background."""
        field, affine = self._coarse_flow(scene)
        layers = [self._mouth(scene, field, affine), self._eyes(scene, field, affine)]
        x, y = scene.limited(field).unbind(1)
        spread = self._spread(scene.side)
        indices = scene.texel(spread @ x @ spread.transpose(0, 1), spread @ y @ spread.transpose(0, 1)).reshape(-1)
        for layer in layers:
            indices = indices.index_put((layer.cells,), layer.skin.reshape(-1))
        count, side = scene.target.shape[0], scene.side
        planes = scene.texels_at(indices.reshape(count, -1), scene.first_texel).reshape(count, 4, side, side)
        person, alpha = planes.split([3, 1], 1)
        behind = scene.embedding.background[scene.slots, 0].float() * (1 - alpha.float() * (1 / 255))
        # Not rounded: where the matte is 0 or 1, which is nearly everywhere, the sum is whole.
        pixels = _rows(torch.clamp(person.float() + behind, max=255).reshape(count, 3, -1))
        for layer in layers:
            pixels = _over(pixels, layer)
        return pixels, alpha.reshape(count, side, side)

    def _coarse_flow(self, scene: Scene) -> tuple[Tensor, Affine]:
        """Source positions [R,2,GRID,GRID] for head, hair, neck and shoulders, and the affine part of the motion."""
        rest = scene.points[:, : len(ANCHORS), :2]
        motion = scene.carried[:, : len(ANCHORS)] - rest
        way = motion[:, :HAIRLINE].mean(1, keepdim=True)
        anchors = rest + self._follows * way + self._turns * (motion - way)
        target = scene.normal(torch.cat([scene.target[:, self._coarse, :2], anchors], 1))
        source = torch.cat([scene.source[:, self._coarse, :2], rest], 1)
        count = len(self._coarse)
        affine = Affine(target[:, :count], source[:, :count], self._rigidity)
        grid = _grid(scene.side).expand(scene.target.shape[0], -1, -1)
        at = scene.normal(grid)
        residual = moving_least_squares(at, target, source - affine(target), self._softness, self._weights, RIDGE)
        rim = torch.minimum(grid, scene.side - 1 - grid).amin(-1, keepdim=True) / (scene.side * EDGE)
        field = grid + (affine(at) + residual - grid) * smooth(rim)
        return torch.clamp(field, min=0).transpose(1, 2).reshape(-1, 2, GRID, GRID), affine

    @staticmethod
    def _spread(side: Tensor) -> Tensor:
        return interpolation(torch.arange(side, dtype=torch.float32), GRID, (side - 1) / (GRID - 1))

    @staticmethod
    def _face(landmarks: Tensor, side: Tensor) -> Tensor:
        """[B,GRID,GRID]: 1 in the face, 0 outside: where several pictures are blended."""
        top, chin, left, right = (landmarks[:, i, None, :2] for i in (FOREHEAD, CHIN, LEFT_CHEEK, RIGHT_CHEEK))
        offset = _grid(side) - (top + chin) / 2
        tall, wide = (chin - top) / 2, (right - left) / 2
        along = (offset * tall).sum(-1) / (tall * tall).sum(-1)
        across = (offset * wide).sum(-1) / (wide * wide).sum(-1)
        return smooth((1 - torch.sqrt(along * along + across * across)) / 0.25).reshape(-1, GRID, GRID)

    @staticmethod
    def _layer_flow(scene: Scene, patch: Patch, controls: Controls, affine: Affine) -> Tensor:
        copies = len(controls.indices)
        at, target = scene.normal(patch.nodes, copies), scene.normal(controls.of(scene.target), copies)
        values = controls.of(scene.source) - affine(target, copies)
        softness, weights = (controls.each(v, scene.renderings) for v in (controls.softness, controls.weights))
        return affine(at, copies) + moving_least_squares(at, target, values, softness, weights)

    def _flows(
        self, scene: Scene, patch: Patch, controls: list[Controls], field: Tensor, affine: Affine
    ) -> list[Tensor]:
        """Texel positions at the patch's nodes of each layer; towards the patch's rim they become the coarse flow's."""
        coarse = _at_nodes(patch, field, scene.side)
        flows = [self._layer_flow(scene, patch, layer, affine) for layer in controls]
        return [scene.limited(coarse + (flow - coarse) * patch.inner) for flow in flows]

    def _mouth(self, scene: Scene, field: Tensor, affine: Affine) -> Layer:
        height, width = scene.side * 5 // 16, scene.side // 4
        around = scene.target[:, [MOUTH_LEFT, MOUTH_RIGHT, UPPER_LIP, LOWER_LIP, 0, 17], :2].mean(1)
        patch = Patch(Patch.origin_around(around, height, width, scene.side), height, width, (31, 25))
        target = mouth.axes(scene.target)
        x, y = target.points(patch.nodes).unbind(-1)
        lips = mouth.lips(x, target, scene.target)
        shown, first_texel, belief = self._shown_mouth(scene)
        place, dark = shown.place(x, y)
        columns = [value[..., None] for value in (dark, x, y, *lips)]
        flows = self._flows(scene, patch, self._lips, field, affine)
        nodes = torch.cat([*flows, scene.limited(place), *columns], -1)
        above, below, inside, *heights = patch.spread(nodes).split([2, 2, 2, *[1] * 5], 1)
        dark, x, y, upper, lower = (value[:, 0] for value in heights)
        ends = target.points(scene.target[:, [UPPER_INNER_LIP[0], UPPER_INNER_LIP[-1]], :2])[..., 0]
        beyond = torch.clamp(torch.maximum(ends[:, :1] - x, x - ends[:, 1:]), min=0) * target.width
        skin = _parted(scene, above, below, (y - (upper + lower) / 2) * target.width, beyond)
        cover = lambda length: torch.clamp(0.5 + length * target.width, 0, 1)  # noqa: E731
        opening = cover(y - upper) * cover(lower - y) * torch.clamp(1 - beyond, min=0)
        skull = target.points(scene.carried[:, [-2]])[:, :, 1]
        colour = mouth.synthesised(x, y, upper, lower, skull, 1 / target.width, scene.tone)
        real = scene.colours(inside, first_texel)
        real = real + (colour * 0.6 - real) * dark[:, None]
        return Layer(
            patch, patch.cells(scene.side, scene.renderings), skin, [(colour + (real - colour) * belief, opening)]
        )

    @staticmethod
    def _shown_mouth(scene: Scene) -> tuple[mouth.Shown, Tensor, Tensor]:
        """The widest open mouth of all pictures, and how far it is to be believed: not at all where it is closed."""
        everyone = scene.embedding.landmarks[scene.slots]
        face = (everyone[:, :, FOREHEAD] - everyone[:, :, CHIN]).norm(dim=-1)
        gap = (everyone[:, :, UPPER_LIP] - everyone[:, :, LOWER_LIP]).norm(dim=-1) / face
        best = gap.argmax(1)
        belief = torch.clamp((gap.amax(1) - 0.02) / 0.03, 0, 1)[:, None, None]
        carried = scene.embedding.projection[scene.slots, best][:, -2:] @ scene.target[:, SKULL]
        rest = scene.embedding.points[scene.slots, best][:, [-2], :2]
        shown = mouth.Shown(scene.target, everyone[scene.renderings, best], carried[..., :2], rest)
        return shown, scene.first_texel_of(best), belief

    def _eyes(self, scene: Scene, field: Tensor, affine: Affine) -> Layer:
        target, source = eyes.EyeAxes(scene.target), eyes.EyeAxes(scene.source)
        patch = _eye_patch(scene, target)
        x, y = target.points(patch.nodes).unbind(-1)
        upper, lower, crease = curves(x, target.lids).unbind(1)
        lid, lashes = (scene.limited(place) for place in eyes.unfolded_lid(x, y, source, upper, crease))
        heights = (*eyes.eyeball(x, y, target, source), x, y, upper, lower, crease)
        columns = [value[..., None] for value in heights]
        flows = self._flows(scene, patch, self._lids, torch.cat([field, field]), affine)
        nodes = torch.cat([*flows, lid, lashes, *columns], -1)
        above, below, lid, lashes, *heights = patch.spread(nodes).split([2, 2, 2, 2, *[1] * 9], 1)
        ball_x, ball_y, highest, lowest, x, y, upper, lower, crease = (value[:, 0] for value in heights)
        beyond = torch.clamp(torch.abs(x) - 0.5, min=0) * target.width
        skin = _parted(scene, above, below, (y - (upper + lower) / 2) * target.width, beyond)
        ball = source.pixels(ball_x, eyes.between_lids(ball_y, highest, lowest, 0.5 / target.width))
        first = torch.cat([scene.first_texel, scene.first_texel])
        places = (lid, lashes, scene.limited(ball).transpose(1, 2))
        lid, lashes, ball = (scene.colours(place, first) for place in places)
        near_lashes = torch.clamp((y - upper + 0.10) / 0.06, 0, 1)[:, None]
        lid = lid + (torch.minimum(lashes, lid) - lid) * near_lashes
        cover = lambda length: torch.clamp(0.5 + length * target.width, 0, 1)  # noqa: E731
        on_lid = cover(upper + eyes.UPPER_RIM - y) * torch.clamp((0.5 - torch.abs(x)) / 0.10, 0, 1)
        on_lid = on_lid * torch.clamp((y - crease) / 0.07, 0, 1) * eyes.closing(target, source)
        seen = cover(y - upper - eyes.UPPER_RIM) * cover(lower - eyes.LOWER_RIM - y)
        renderings = torch.cat([scene.renderings, scene.renderings])
        return Layer(patch, patch.cells(scene.side, renderings), skin, [(lid, on_lid), (ball, seen)])


def _grid(side: Tensor) -> Tensor:
    """The coarse grid's nodes [1,GRID²,2] in pixels."""
    line = torch.arange(GRID, dtype=torch.float32) * ((side - 1) / (GRID - 1))
    return torch.stack([line[None].expand(GRID, -1), line[:, None].expand(-1, GRID)], -1).reshape(1, -1, 2)


def _at_nodes(patch: Patch, field: Tensor, side: Tensor) -> Tensor:
    """The coarse flow at a patch's nodes [R,N,2]."""
    step = (side - 1) / (GRID - 1)
    hat = lambda p: torch.clamp(1 - torch.abs(p[..., None] - torch.arange(GRID).float()), min=0)  # noqa: E731
    across, down = hat(patch.nodes[:, : patch.columns, 0] / step), hat(patch.nodes[:, :: patch.columns, 1] / step)
    planes = down[:, None] @ field @ across[:, None].transpose(2, 3)
    return planes.reshape(field.shape[0], 2, -1).transpose(1, 2)


def _parted(scene: Scene, above: Tensor, below: Tensor, under: Tensor, beyond: Tensor) -> Tensor:
    """Texels of skin that is torn along a line: under, in pixels, tells the sides; beyond its ends the tear closes."""
    side = torch.clamp(0.5 + under / (1 + 1.2 * beyond), 0, 1)
    return scene.texel(*(above + (below - above) * side[:, None]).unbind(1))


def _eye_patch(scene: Scene, target: eyes.EyeAxes) -> Patch:
    """Both eyes' patches, kept on their sides of the nose: they never overlap, so that one ScatterND sets both."""
    height, width = scene.side * 5 // 32, scene.side // 8
    corner = Patch.origin_around(target.origin[:, 0], height, width, scene.side)
    nose = torch.floor(scene.target[:, [133, 362], 0].mean(1))
    nose = torch.minimum(torch.clamp(nose, min=float(width)), torch.as_tensor(scene.side - width).float())
    left, right = corner.reshape(2, -1, 2).unbind(0)
    left = torch.stack([torch.minimum(left[:, 0], nose - width), left[:, 1]], -1)
    right = torch.stack([torch.maximum(right[:, 0], nose), right[:, 1]], -1)
    return Patch(torch.cat([left, right]), height, width, (27, 22))


def _over(pixels: Tensor, layer: Layer) -> Tensor:
    mixed = planes_of(pixels.index_select(0, layer.cells).reshape(layer.skin.shape[0], -1, 3).transpose(1, 2))
    for colour, cover in layer.parts:
        mixed = mixed + (colour - mixed) * cover[:, None]
    return pixels.index_put((layer.cells,), _rows(torch.clamp(mixed + 0.5, 0, 255)))


def _rows(planes: Tensor) -> Tensor:
    """Colour planes [R,3,N] to rows of pixels [R·N,3]."""
    return planes.to(torch.uint8).transpose(1, 2).reshape(-1, 3)


@torch.jit.script
def _blended(pixels: Tensor, weights: Tensor, face: Tensor, spread: Tensor) -> Tensor:
    """Renderings uint8 [B,n,S,S,3] to pictures [B,S,S,3]: in the face, the second with its weight [B,n] over the first.

    Scripted, so that it becomes an If: with one picture an identity costs nothing more.
    """
    if pixels.shape[1] == 1:
        return pixels[:, 0]
    share = (spread @ face @ spread.transpose(0, 1)) * weights[:, 1, None, None]
    first = pixels[:, 0].float()
    return (first + (pixels[:, 1].float() - first) * share[..., None] + 0.5).to(torch.uint8)
