"""One call of the generator: which picture each rendering is made from, and where its points are."""

from __future__ import annotations

import torch
from torch import Tensor

from .anchors import ANCHORS, HAIR, HAIRLINE
from .face import CHIN, FOREHEAD, SKULL
from .likeness import SUPERSAMPLING, Likeness
from .pixels import fetched
from .warp import constant, inverse_2x2

LANDMARKS, STEERING = 478, 478 + len(ANCHORS)
MOUTH, SHOWN_MOUTH, SHOWN_CHIN = STEERING, STEERING + 1, STEERING + 2
DITHER = 0.6 * ((constant([0, 4, 2, 6, 1, 5, 3, 7]) + 0.5) / 8 - 0.5)  # less than half a texel
_CARRIED = len(ANCHORS) + 3  # points that the skull of a picture carries: anchors, the neck's root, mouth, chin
_STAYS = constant([1 - anchor.follows for anchor in ANCHORS])[:, None]
_GROWS = constant([1 - anchor.turns if i < HAIR else 0 for i, anchor in enumerate(ANCHORS)])[:, None]
_SKULL_MEAN = constant([[1 / len(SKULL)] * len(SKULL)])
_HAIRLINE_MEAN = constant([[float(i < HAIRLINE) / HAIRLINE for i in range(len(ANCHORS))]])
_LEANS = 0.09  # face heights: about how far a head moves before its body comes along


def _rotation(moments: Tensor) -> Tensor:
    """The rotation [R,2,2] of rows, from the moments [R,2,2] of points before and after it."""
    (xx, xy), (yx, yy) = ([*row.split(1, 2)] for row in moments.split(1, 1))
    cos, sin = xx + yy, xy - yx
    length = torch.sqrt(cos * cos + sin * sin)
    return torch.cat([torch.cat([cos, sin], 2), torch.cat([-sin, cos], 2)], 1) / length


def dithering(places: Tensor) -> Tensor:
    """For places int64 [n]: how many texels the samples of a row lie to the side, and those of a column further down.

    Nearest samples advance by texels. If those of neighbouring rows and columns advance one after the other, the
    picture moves evenly.
    """
    return DITHER.index_select(0, places % len(DITHER))


class Scene:
    """R renderings: one for each frame and each of the pictures that it is blended from.

    In addition to the landmarks there are points that the skull carries: anchors, and the middle of the mouth at rest.
    In the picture whose open mouth is shown, it also carries mouth and chin. To the extent that an anchor does not
    follow the head, it follows the body, which moves with the neck's root.
    """

    def __init__(self, known: Likeness, slots: Tensor, picks: Tensor, landmarks: Tensor):
        """slots, picks [R]: identity and picture of each rendering; landmarks [R,478,3]: its target."""
        pictures = known.rest.shape[1]
        self.known = known
        self.row = slots * pictures + picks
        openings = known.mouth[..., 0].index_select(0, slots)
        self.shown = slots * pictures + openings.argmax(1)  # the widest open mouth of all pictures
        self.fine = known.texture.shape[3]
        self.side = self.fine // SUPERSAMPLING
        self._texture = known.texture.reshape(-1)
        flat = landmarks[..., :2]
        self.height = (landmarks[:, FOREHEAD] - landmarks[:, CHIN]).norm(dim=-1, keepdim=True)
        self.points = torch.cat([flat, self._carried(flat)], 1)  # [R,STEERING+3,2]
        self.landmarks = flat
        self._slopes, self._offset = self._alignment(flat)
        # For each feature: the picture that shows it, and its first texel, as the textures lie one below the other.
        self.pictures = torch.stack([self.shown, self.row, self.row], 1)
        self.least = (self.pictures * self.fine).float()[..., None, None] * constant([[0], [1]])  # [R,3,2,1]
        scale, middle = self.of(self.row, known.frame, 3)[:, None, :, None].split([1, 2], 2)
        self._scale, self._middle = scale, middle + self.least[:, 1:2]

    @staticmethod
    def of(rows: Tensor, tensor: Tensor, *inner: int) -> Tensor:
        """The data [I,K,…] of the pictures in these rows of the flat list of all."""
        return tensor.reshape(-1, *inner).index_select(0, rows)

    def _carried(self, flat: Tensor) -> Tensor:
        own = self.row[:, None] * _CARRIED + torch.arange(_CARRIED - 1)
        shown = self.shown[:, None] * _CARRIED + torch.arange(_CARRIED - 2, _CARRIED)
        rows = torch.cat([own, shown], 1).reshape(-1)
        carrying = self.of(rows, self.known.projection, len(SKULL) + 2).reshape(-1, _CARRIED + 1, len(SKULL) + 2)
        weights, offset = carrying.split([len(SKULL), 2], 2)
        skull = flat[:, SKULL]
        anchors, root, others = (weights @ skull + offset).split([len(ANCHORS), 1, 3], 1)
        self.along = self._along(root)
        hair = self._leaning(skull, weights[:, :HAIR], offset[:, :HAIR])
        anchors = torch.cat([hair, (anchors + self._grown(anchors))[:, HAIR:]], 1)
        return torch.cat([anchors + _STAYS * (root * self.along), others], 1)

    def _leaning(self, skull: Tensor, weights: Tensor, offset: Tensor) -> Tensor:
        """Where hair moves [R,HAIR,2] with the skull's landmarks [R,skull,2]: it leans with the whole head.

        It is carried as if the head were upright, because it follows only a part of a turn or nod, and then leans
        rigidly.
        """
        rest = self.rest()[:, SKULL]
        middle, usual = (_SKULL_MEAN @ points for points in (skull, rest))
        leaning = _rotation((rest - usual).transpose(1, 2) @ (skull - middle))
        upright = weights @ ((skull - middle) @ leaning.transpose(1, 2) + middle) + offset
        padded = torch.cat([upright, self.rest()[:, LANDMARKS + HAIR :]], 1)
        return (upright + self._grown(padded)[:, :HAIR] - middle) @ leaning + middle

    def _grown(self, anchors: Tensor) -> Tensor:
        """How much hair is further out [R,A,2] because the head is larger, beyond what its turn explains."""
        rest = self.rest()[:, LANDMARKS:]
        outwards = rest - _HAIRLINE_MEAN @ rest
        along = outwards[:, :HAIRLINE].reshape(-1, 1, 2 * HAIRLINE)
        # Matrix products, because the last bit of sums over some axes depends on the number of renderings.
        size = along @ anchors[:, :HAIRLINE].reshape(-1, 2 * HAIRLINE, 1) / (along @ along.transpose(1, 2))
        return _GROWS * outwards * (size - self._rest_height())

    def _rest_height(self) -> Tensor:
        """[R,1,1]: a face height at rest, in pixels."""
        return self.of(self.row, self.known.frame, 3)[:, None, :1] / SUPERSAMPLING

    def _along(self, root: Tensor) -> Tensor:
        """How much the body comes along [R,1,1] when the root moves [R,1,2]: fully if far, hardly if little."""
        fourth = (root * root).sum(2, keepdim=True) ** 2
        return fourth / (fourth + (_LEANS * self._rest_height()) ** 4)

    def _alignment(self, flat: Tensor) -> tuple[Tensor, Tensor]:
        """The affine map from face heights at rest to pixels of the target, inverted; and its offset."""
        slopes, offset = (self.of(self.row, self.known.alignment, 3, LANDMARKS) @ flat).split([2, 1], 1)
        return inverse_2x2(slopes), offset

    def rest(self) -> Tensor:
        """[R,STEERING,2] in face heights."""
        return self.of(self.row, self.known.rest, STEERING, 2)

    def aligned(self) -> Tensor:
        """[R,STEERING,2] in face heights: at rest, except for expression and the part of a turn that is not affine."""
        return (self.points[:, :STEERING] - self._offset) @ self._slopes

    def aligned_rows(self, pixels: Tensor) -> Tensor:
        """The same for any pixels [R,n,2,N]."""
        return self._slopes[:, None].transpose(2, 3) @ (pixels - self._offset[:, None].transpose(2, 3))

    def texels(self, heights: Tensor) -> Tensor:
        """Face heights at rest [R,n,2,N] to texel coordinates."""
        return heights * self._scale + self._middle

    def limited(self, texels: Tensor, least: Tensor) -> Tensor:
        """Texel coordinates [R,n,2,N], kept within the texture that begins at least [R,n,2,1]."""
        return torch.minimum(torch.maximum(texels, least), least + (self.fine - 0.5))

    def index(self, x: Tensor, y: Tensor) -> Tensor:
        """Texel coordinates to indices into the texels of all pictures."""
        return y.to(torch.int32) * self.fine + x.to(torch.int32)

    def fetched(self, index: Tensor) -> Tensor:
        return fetched(self._texture, index)

    def words(self, texels: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """What is seen at texel coordinates [R,n,2,h,w], in pixels of these rows and columns: [R,n,1,h,w]."""
        x, y = texels.split(1, 2)
        index = self.index(x + dithering(rows)[:, None], y + dithering(columns))
        return self.fetched(torch.clamp(index, min=0, max=self._texture.shape[0] - 1))
