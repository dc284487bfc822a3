"""Points without landmarks: hair, neck and shoulders, and how far each follows the head."""

from __future__ import annotations

from dataclasses import dataclass

from .face import CHIN, EAR_TO_EAR


@dataclass(frozen=True)
class Anchor:
    """Stands at a landmark, moved away from the face's centre; lengths in face heights.

    It follows the head's translation by one share and its rotation by another: the outline of a turning head stays
    nearly where it was, because other hair comes into view, but the whole head moves when it is translated. To the
    extent that it does not follow the head, it follows the body.
    """

    landmark: int
    factor: float = 1.0
    behind_ears: float = 0.0
    right: float = 0.0
    down: float = 0.0
    follows: float = 1.0
    turns: float = 1.0


def _hair() -> list[Anchor]:
    rings = ((1.22, 0.0, 1, 1.0, 0.9), (1.5, 0.08, 2, 0.7, 0.4), (1.9, 0.10, 2, 0.55, 0.2))
    return [
        Anchor(i, factor, behind, follows=follows, turns=turns)
        for factor, behind, every, follows, turns in rings
        for i in EAR_TO_EAR[::every]
    ]


def _jaw_sides() -> list[Anchor]:
    pairs = (
        (323, 93, 1.25, 0.0, 0.0, 0.05, 0.9),
        (361, 132, 1.3, 0.05, 0.0, 0.05, 0.5),
        (397, 172, 1.3, 0.03, 0.00, 0.00, 0.15),
        (397, 172, 1.3, 0.03, 0.22, 0.05, 0.0),
    )
    return [
        Anchor(landmark, factor, behind, side * right, down, follows, follows)
        for right_landmark, left_landmark, factor, behind, right, down, follows in pairs
        for landmark, side in ((right_landmark, 1), (left_landmark, -1))
    ]


def _neck_and_shoulders() -> list[Anchor]:
    throat = [Anchor(CHIN, 1.0, 0.15, x, 0.16, 0.35, 0.35) for x in (-0.2, 0.0, 0.2)]
    neck = [
        Anchor(CHIN, 1.0, 0.20, x, down, 0.12, 0.12)
        for down, distances in ((-0.04, (0.34,)), (0.04, (0.32, 0.46, 0.6)), (0.12, (0.33,)), (0.2, (0.36, 0.5)))
        for distance in distances
        for x in (-distance, distance)
    ]
    collar = [Anchor(CHIN, 1.0, 0.20, x, 0.36, 0.06, 0.06) for x in (-0.9, -0.6, -0.36, -0.15, 0.15, 0.36, 0.6, 0.9)]
    shoulders = [Anchor(CHIN, 1.0, 0.20, x, 0.75, 0.0, 0.0) for x in (-1.1, -0.7, -0.3, 0.0, 0.3, 0.7, 1.1)]
    return throat + neck + collar + shoulders


# The place that hardly moves when a head nods or turns, and that takes the body along when the head is translated: of
# the places tried on clips that show a body, the one whose displacement, carried by the skull, is most like that of
# collar and chest.
ROOT_DOWN, ROOT_BEHIND = 0.5, 0.2  # under the face's centre and behind the ears, in face heights
HAIRLINE = len(EAR_TO_EAR)  # number of anchors, the first ones, that show the head's displacement
HAIR = len(_hair())
ANCHORS = _hair() + _jaw_sides() + _neck_and_shoulders()
