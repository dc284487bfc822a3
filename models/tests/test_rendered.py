"""Rendered people, before they are rendered: a package of MakeHuman's shape, with a body of three faces."""

from __future__ import annotations

import json
from itertools import product

import cv2
import numpy as np
import pytest

from training.rendered.acting import acted
from training.rendered.assets import MakeHuman
from training.rendered.people import Person, Pose, drawn
from training.rendered.surfaces import detailed, normals

VERTICES = np.array(  # decimetres
    [
        *([-0.4, 0, 0.0], [0.4, 0, 0], [0.4, 0.5, 0], [-0.4, 0.5, 0]),  # chest
        *([-0.3, 1, 0.5], [0.3, 1, 0.5], [0.3, 2, 0.5], [-0.3, 2, 0.5]),  # face
        *([-0.1, 0.6, 0], [0.1, 0.6, 0], [0.1, 0.9, 0], [-0.1, 0.9, 0]),  # neck
    ]
)
QUADS = np.arange(12).reshape(3, 4)
HEAD, NECK = slice(4, 8), slice(8, 12)
SORTS = {
    "eyes": ["HighPolyEyes"],
    "teeth": [f"Teeth_Shape{number:02}" for number in range(1, 6)],
    "tongue": ["tongue01"],
    "eyebrows": [f"eyebrow{number:03}" for number in range(1, 13)],
    "eyelashes": ["eyelashes02", "eyelashes03"],
    "hair": [*("afro01", "bob01", "Braid01", "long01", "ponytail01", "short01", "short02", "short04", "minoan")],
    "clothes": [
        *("female_casualsuit01", "female_elegantsuit01", "female_sportsuit01", "VNeckTop", "Tank_Top_01"),
        *("male_casualsuit02", "male_casualsuit03", "male_casualsuit04", "male_worksuit01", "male_casualsuit06"),
    ],
}
RACES, GENDERS = ("african", "asian", "caucasian"), ("female", "male")


def faces(quads: np.ndarray, material: int = 0) -> list[int]:
    """As the package writes them: a face's fields, its vertices, its material, its places in the texture."""
    return [number for quad in quads for number in (11, *map(int, quad), material, 0, 1, 2, 3)]


def mesh() -> dict:
    bones = [("root", -1), ("neck02", 0), ("head", 1), ("jaw", 2)]
    hung = np.repeat([0, 3, 1], 4)
    return {
        "vertices": VERTICES.ravel().tolist(),
        "faces": faces(QUADS) + faces(QUADS[:1], material=1),
        "uvs": [[0, 0, 1, 0, 1, 1, 0, 1]],
        "bones": [{"name": name, "parent": parent} for name, parent in bones],
        "influencesPerVertex": 1,
        "skinWeights": [1.0] * 12,
        "skinIndices": hung.tolist(),
    }


def worn() -> bytes:
    """A quad on the face, its vertices each on one of the mesh's, and one step before it."""
    stored = {
        "faces": faces(QUADS[:1]),
        "uvs": [[0, 0, 1, 0, 1, 1, 0, 1]],
        "ref_vIdxs": [[vertex, 0, 1] for vertex in range(4, 8)],
        "weights": [[1, 0, 0]] * 4,
        "offsets": [[0, 0, 0.01]] * 4,
        "materials": [{"mapDiffuse": "textures/one.png"}, {"mapDiffuse": "textures/two.png"}],
    }
    return json.dumps(stored).encode()


def targets() -> dict[str, np.ndarray]:
    """Steps of a thousandth of a decimetre, by name."""
    up = np.zeros((12, 3), "<i2")
    up[HEAD, 1] = 100
    macros = [f"{race}-{gender}-{age}" for race, gender, age in product(RACES, GENDERS, ("young", "old"))]
    macros += [
        f"universal-{gender}-{age}-averagemuscle-averageweight" for gender in GENDERS for age in ("young", "old")
    ]
    features = ["ears/l-ear-big", "ears/r-ear-big", "nose/nose-wide", "nose/nose-trans-horiz-in"]
    names = [f"macrodetails/{name}" for name in macros] + features
    units = [f"expression/units/{race}/mouth-open" for race in RACES]
    return {name: np.zeros_like(up) for name in names} | dict.fromkeys(units, up)


@pytest.fixture(scope="module")
def makehuman() -> MakeHuman:
    stored = targets()
    listed = {"targets": {f"data/targets/{name}.target": [] for name in sorted(stored, reverse=True)}}
    files = {
        "public/data/models/human_full_size.json": json.dumps(mesh()).encode(),
        "src/json/targets/target-list.json": json.dumps(listed).encode(),
        "public/data/targets/targets.bin": b"".join(stored[name].tobytes() for name in sorted(stored)),
    }
    grey = cv2.imencode(".png", np.full((4, 4), 128, np.uint8))[1].tobytes()
    for sort, kinds in SORTS.items():
        for kind in kinds:
            files[f"public/data/proxies/{sort}/{kind}/{kind}.json"] = worn()
            files |= {f"public/data/proxies/{sort}/{kind}/textures/{name}.png": grey for name in ("one", "two")}
    for age, race, gender in product(("young", "middleage", "old"), RACES, GENDERS):
        files[f"public/data/skins/{age}_{race}_{gender}/textures/plain.png"] = grey
        files[f"public/data/skins/{age}_{race}_{gender}/textures/special_suit.png"] = grey
    return MakeHuman(files)


@pytest.fixture
def person(makehuman) -> Person:
    return Person(makehuman, drawn(makehuman, np.random.default_rng(1)))


def pose(turn: tuple[float, float, float] = (0, 0, 0), **units: float) -> Pose:
    return Pose({name.replace("_", "-"): part for name, part in units.items()}, np.array(turn, float), np.zeros(2))


def test_targets_are_found_by_name_and_measured_in_decimetres(makehuman):
    np.testing.assert_allclose(makehuman.target("expression/units/asian/mouth-open")[HEAD, 1], 0.1)
    assert not makehuman.target("nose/nose-wide").any()


def test_only_skin_is_body(makehuman):
    np.testing.assert_array_equal(makehuman.body.corners, QUADS)


def test_bones_inherit_their_shares(makehuman):
    shares = makehuman.bones({"neck02": 0.5, "head": 1.0})
    np.testing.assert_array_equal(shares, np.repeat([0, 1, 0.5], 4))


def test_what_is_worn_follows_the_face(person):
    still, open_mouth = person.posed(pose()), person.posed(pose(mouth_open=1.0))
    for part in range(1, len(still)):
        np.testing.assert_allclose(open_mouth[part] - still[part], [[0, 0.1, 0]] * 4, atol=1e-9)


def test_teeth_stand_back(person):
    still, sorts = person.posed(pose()), [each.sort for each in person.shown]
    teeth, tongue = (still[sorts.index(sort)] for sort in ("teeth", "tongue"))
    assert (teeth[:, 2] < tongue[:, 2]).all()


@pytest.mark.parametrize(
    ("turn", "axis", "sign"), [((20, 0, 0), 0, 1), ((0, 20, 0), 1, -1)], ids=["to image right", "down"]
)
def test_heads_turn_and_bodies_stay(person, turn, axis, sign):
    still, found = person.posed(pose())[0], person.posed(pose(turn))[0]
    np.testing.assert_allclose(found[:4], still[:4])
    head, neck = ((sign * (found - still)[part, axis]).mean() for part in (HEAD, NECK))
    assert head > 0.05
    assert abs(neck) < head


def test_a_head_leans_clockwise(person):
    still, found = (person.posed(pose(turn))[0][HEAD] for turn in ((0, 0, 0), (0, 0, 20)))
    assert ((found - still)[2:, 0] > 0.05).all()


def test_people_are_made_by_their_seeds_alone(makehuman):
    one, same, other = (drawn(makehuman, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_people_differ_evenly_and_decently(makehuman):
    crowd = [drawn(makehuman, np.random.default_rng(seed)) for seed in range(60)]
    assert {looks.race for looks in crowd} == set(RACES)
    for looks in crowd:
        assert "suit" not in looks.skin
        assert "nose/nose-trans-horiz-in" not in looks.morphs
        assert ("ears/l-ear-big" in looks.morphs) == ("ears/r-ear-big" in looks.morphs)
        peoples = [
            part for name, part in looks.morphs.items() if name.startswith(tuple(f"macrodetails/{r}" for r in RACES))
        ]
        assert sum(peoples) == pytest.approx(1)
    assert any("ears/l-ear-big" in looks.morphs for looks in crowd)


def test_actors_blink_talk_and_move_without_leaps():
    poses = acted(500, np.random.default_rng(2))
    assert len(poses) == 500
    units = {name: np.array([each.units[name] for each in poses]) for name in poses[0].units}
    assert all(values.min() >= 0 and values.max() <= 1 for values in units.values())
    assert units["eye-left-closure"].max() == 1
    assert units["mouth-open"].max() > 0.4
    turns = np.stack([each.turn for each in poses])
    assert np.abs(turns).max(0)[0] > 10
    assert np.abs(np.diff(turns, axis=0)).max() < 4


def test_normals_look_to_the_front():
    np.testing.assert_allclose(normals(VERTICES, QUADS), [[0, 0, 1]] * 12)
    assert not normals(VERTICES, QUADS[:1])[4:].any()


def test_skins_get_pores_and_keep_their_colour():
    skin = np.full((32, 32, 4), (180, 140, 120, 255), np.uint8)
    found = detailed(skin, np.random.default_rng(1))
    assert found.shape == (128, 128, 4)
    assert found[..., 0].std() > 1
    np.testing.assert_allclose(found[..., :3].mean((0, 1)), [180, 140, 120], atol=4)
    assert (found[..., 3] == 255).all()
