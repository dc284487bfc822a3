"""The committed stand-ins for LivePortrait's networks."""

from __future__ import annotations

import onnx
import pytest

from generators.implicit_keypoints.__main__ import TEST_RESOURCES
from generators.implicit_keypoints.stand_ins import write

NAMES = (
    "appearance_feature_extractor",
    "motion_extractor",
    "warping_spade",
    "stitching",
    "stitching_eye",
    "stitching_lip",
    "warping_of_many",
    "with_plugin",
    "with_halves",
)


@pytest.mark.parametrize("name", NAMES)
def test_committed_file_is_what_the_script_writes(tmp_path, name):
    write(tmp_path)
    assert onnx.load(tmp_path / f"{name}.onnx") == onnx.load(TEST_RESOURCES / f"{name}.onnx")


def test_stand_ins_stay_small():
    assert sum(path.stat().st_size for path in TEST_RESOURCES.glob("*.onnx")) < 50_000
