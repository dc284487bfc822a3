"""Random people: faces mixed from morph targets, with skin, hair and clothes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .assets import MakeHuman
from .surfaces import Surface

_RACES, _AGES = ("african", "asian", "caucasian"), ("young", "old")
_SKINS = ("young", "middleage", "old")
_FEATURES = ("head/", "nose/", "chin/", "mouth/", "cheek/", "forehead/", "eyes/", "eyebrows/", "ears/", "neck/")
_SKEWED = re.compile(r"(head|nose|mouth|neck)-trans-(horiz-)?(in|out)$")
_SIDE = re.compile(r"/[lr]-")
_LIKELY, _STRONGEST = 0.12, 0.7  # that a feature differs from the mean face, and by how much of its target
_BACK = 0.04  # decimetres
_ASKEW = 0.08  # by how much left and right differ
_HAIR = {
    "female": ("afro01", "bob01", "Braid01", "long01", "ponytail01", "short02", "short04", "minoan"),
    "male": ("afro01", "short01", "short02", "short04"),
}
_CLOTHES = {
    "female": ("female_casualsuit01", "female_elegantsuit01", "female_sportsuit01", "VNeckTop", "Tank_Top_01"),
    "male": ("male_casualsuit02", "male_casualsuit03", "male_casualsuit04", "male_worksuit01", "male_casualsuit06"),
}
_BROWS, _LASHES, _TEETH = tuple(range(1, 13)), (2, 3), tuple(range(1, 6))
_NECK = {"neck01": 0.2, "neck02": 0.45, "neck03": 0.7, "head": 1.0}  # share of a head's turn that a bone follows


@dataclass(frozen=True)
class Pose:
    """One moment of a face."""

    units: dict[str, float]  # MakeHuman's units of expression, 0…1
    turn: np.ndarray  # [3]: degrees to image right, down and clockwise
    gaze: np.ndarray  # [2]: degrees to image right and down


STILL = Pose({}, np.zeros(3), np.zeros(2))


@dataclass(frozen=True)
class Shown:
    """The appearance of a person, apart from the positions of its vertices."""

    sort: str
    surface: Surface
    picture: np.ndarray  # uint8 [H,W,4]


@dataclass(frozen=True)
class Looks:
    """The random choices for a person."""

    race: str
    morphs: dict[str, float]
    skin: str
    worn: tuple[tuple[str, str, str], ...]  # sort, kind and path of the texture


def drawn(makehuman: MakeHuman, random: np.random.Generator) -> Looks:
    """Somebody."""
    gender, (race, other) = random.choice(["female", "male"]), random.permutation(_RACES)[:2]
    age, mixed = random.uniform(0, 0.8) * (random.random() < 0.5), random.uniform(0, 0.4)
    morphs = {
        f"macrodetails/{people}-{gender}-{years}": share * part
        for people, share in ((race, 1 - mixed), (other, mixed))
        for years, part in zip(_AGES, (1 - age, age), strict=True)
    }
    morphs[f"macrodetails/universal-{gender}-young-averagemuscle-averageweight"] = 1 - age
    morphs[f"macrodetails/universal-{gender}-old-averagemuscle-averageweight"] = age
    skin = random.choice(makehuman.skins(f"{_SKINS[int(age * len(_SKINS))]}_{race}_{gender}"))
    return Looks(race, morphs | _features(makehuman, random), str(skin), _wardrobe(makehuman, gender, random))


def _features(makehuman: MakeHuman, random: np.random.Generator) -> dict[str, float]:
    """Features, nearly the same on both sides of a face."""
    names = [name for name in makehuman.names if name.startswith(_FEATURES) and not _SKEWED.search(name)]
    strengths: dict[str, float] = {}
    for both in sorted({_SIDE.sub("/", name) for name in names}):
        strengths[both] = random.uniform(0.1, _STRONGEST) * (random.random() < _LIKELY)
    chosen = {name: strengths[_SIDE.sub("/", name)] for name in names}
    return {name: value * random.uniform(1 - _ASKEW, 1 + _ASKEW) for name, value in chosen.items() if value}


def _wardrobe(makehuman: MakeHuman, gender: str, random: np.random.Generator) -> tuple[tuple[str, str, str], ...]:
    kinds = {
        "eyes": "HighPolyEyes",
        "teeth": f"Teeth_Shape{random.choice(_TEETH):02}",
        "tongue": "tongue01",
        "eyebrows": f"eyebrow{random.choice(_BROWS):03}",
        "eyelashes": f"eyelashes{random.choice(_LASHES):02}",
        "hair": str(random.choice(_HAIR[gender])),
        "clothes": str(random.choice(_CLOTHES[gender])),
    }
    return tuple((sort, kind, str(random.choice(makehuman.textures(sort, kind)))) for sort, kind in kinds.items())


class Person:
    """A body that can be posed: the skin first, then what is worn."""

    def __init__(self, makehuman: MakeHuman, looks: Looks) -> None:
        self._makehuman, self._looks = makehuman, looks
        self.rest = makehuman.base + sum(makehuman.target(name) * part for name, part in looks.morphs.items())
        self._worn = [makehuman.worn(sort, kind) for sort, kind, _ in looks.worn]
        self._turns = makehuman.bones(_NECK)

    @cached_property
    def shown(self) -> list[Shown]:
        pictures = [self._makehuman.picture(path) for _, _, path in self._looks.worn]
        skin = Shown("skin", self._makehuman.body, self._makehuman.picture(self._looks.skin))
        sorts = [sort for sort, _, _ in self._looks.worn]
        return [skin, *map(Shown, sorts, [worn.surface for worn in self._worn], pictures)]

    @cached_property
    def pivot(self) -> np.ndarray:
        """The middle of the neck [3], about which a head turns."""
        neck = np.unique(self._makehuman.body.corners)
        return self.rest[neck[np.abs(self._turns[neck] - _NECK["neck02"]) < 0.1]].mean(0)

    @cached_property
    def eyes(self) -> np.ndarray:
        """The middle between the eyes [3]."""
        sorts = [sort for sort, _, _ in self._looks.worn]
        return self._worn[sorts.index("eyes")].on(self.rest).mean(0)

    def posed(self, pose: Pose) -> list[np.ndarray]:
        """Vertices [n,3] of everything that is shown."""
        still = self.rest + sum(
            (self._makehuman.target(f"expression/units/{self._looks.race}/{unit}") * part)
            for unit, part in pose.units.items()
        )
        found = [turned(still, self._turns, pose.turn, self.pivot)]
        for (sort, _, _), worn in zip(self._looks.worn, self._worn, strict=True):
            vertices = worn.on(still)
            found.append(turned(_placed(sort, vertices, pose), worn.follows(self._turns), pose.turn, self.pivot))
        return found


def _placed(sort: str, vertices: np.ndarray, pose: Pose) -> np.ndarray:
    """Turns eyes to the gaze; moves teeth back a little, because lips that are pulled aside would let them through."""
    match sort:
        case "eyes":
            return _looking(vertices, pose.gaze)
        case "teeth":
            return vertices - np.array([0, 0, _BACK])
    return vertices


def _looking(vertices: np.ndarray, gaze: np.ndarray) -> np.ndarray:
    """Turns the eyes, each about its own middle."""
    found = vertices.copy()
    for eye in (vertices[:, 0] > 0, vertices[:, 0] <= 0):
        middle = (vertices[eye].min(0) + vertices[eye].max(0)) / 2
        found[eye] = turned(vertices[eye], np.ones(eye.sum()), np.array([*gaze, 0]), middle)
    return found


def turned(vertices: np.ndarray, parts: np.ndarray, degrees: np.ndarray, pivot: np.ndarray) -> np.ndarray:
    """Vertices [n,3], each turned by its part [n] of the degrees to image right, down and clockwise."""
    right, down, clockwise = np.radians(degrees)[:, None] * parts
    x, y, z = (vertices - pivot).T
    x, y = x * np.cos(clockwise) + y * np.sin(clockwise), y * np.cos(clockwise) - x * np.sin(clockwise)
    y, z = y * np.cos(down) - z * np.sin(down), z * np.cos(down) + y * np.sin(down)
    x, z = x * np.cos(right) + z * np.sin(right), z * np.cos(right) - x * np.sin(right)
    return np.stack([x, y, z], 1) + pivot
