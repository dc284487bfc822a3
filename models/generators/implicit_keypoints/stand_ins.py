"""Networks with the names and shapes of LivePortrait's, in kilobytes and without any of its weights.

Their results are predictable in tests. The volume holds the picture at a quarter of its side; warping moves it by the
mean displacement of the keypoints and draws it; motion reads its translation and yaw off the mean colour; corrections
are shares of their inputs. They prove names, shapes, order and formulae, and say nothing about the real networks'
pictures.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 20
VOLUME = (1, 32, 16, 64, 64)
PICTURE = (1, 3, 256, 256)


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    models = {
        "appearance_feature_extractor": appearance(),
        "motion_extractor": motion(),
        "warping_spade": warping(),
        "stitching": correction(126, 65, 0.01),
        "stitching_eye": correction(66, 63, 0.02),
        "stitching_lip": correction(65, 63, 0.03),
        "warping_of_many": warping_of_many(),
        "with_plugin": with_plugin(),
        "with_halves": with_halves(),
    }
    for name, model in models.items():
        onnx.save(model, folder / f"{name}.onnx")


def appearance() -> onnx.ModelProto:
    """Colours in the first three channels, the same at each depth."""
    weights = np.zeros((32, 16, 3, 1, 1), np.float32)
    for channel in range(3):
        weights[channel, :, channel] = 1
    nodes = [
        helper.make_node("AveragePool", ["img"], ["small"], kernel_shape=[4, 4], strides=[4, 4]),
        helper.make_node("Conv", ["small", "weights"], ["deep"]),
        helper.make_node("Reshape", ["deep", "shape"], ["output"]),
    ]
    constants = {"weights": weights.reshape(512, 3, 1, 1), "shape": np.array(VOLUME, np.int64)}
    return model(nodes, {"img": PICTURE}, {"output": VOLUME}, constants)


def motion() -> onnx.ModelProto:
    """Translation is red and green against grey; yaw is 0° in black and 30° in full blue.

    As in some exports, kp comes first.
    """
    bins = np.arange(66)
    yaw = np.zeros((3, 66), np.float32)
    # A normal distribution of logits around bin m: −(i − m)² / 2, where m moves by ten bins with blue.
    yaw[2] = 10 * (bins - 32.5)
    middle = -((bins - 32.5) ** 2) / 2
    keypoints = np.linspace(-0.5, 0.5, 63, dtype=np.float32)[None]
    nodes = [
        helper.make_node("GlobalAveragePool", ["img"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["colour"]),
        helper.make_node("Gemm", ["colour", "nothing_kp", "keypoints"], ["kp"]),
        helper.make_node("Gemm", ["colour", "nothing", "middle"], ["pitch"]),
        helper.make_node("Gemm", ["colour", "yaw_weights", "middle"], ["yaw"]),
        helper.make_node("Gemm", ["colour", "nothing", "middle"], ["roll"]),
        helper.make_node("Gemm", ["colour", "translation", "grey"], ["t"]),
        helper.make_node("Gemm", ["colour", "nothing_kp", "still"], ["exp"]),
        helper.make_node("Gemm", ["colour", "nothing_scale", "one"], ["scale"]),
    ]
    constants = {
        "nothing": np.zeros((3, 66), np.float32),
        "nothing_kp": np.zeros((3, 63), np.float32),
        "nothing_scale": np.zeros((3, 1), np.float32),
        "keypoints": keypoints,
        "still": np.full((1, 63), 0.01, np.float32),
        "middle": middle.astype(np.float32)[None],
        "yaw_weights": yaw,
        "translation": np.diag([1, 1, 0]).astype(np.float32),
        "grey": np.array([[-0.5, -0.5, 0]], np.float32),
        "one": np.array([[1.25]], np.float32),
    }
    outputs = {"kp": (1, 63), "pitch": (1, 66), "yaw": (1, 66), "roll": (1, 66)}
    return model(nodes, {"img": PICTURE}, outputs | {"t": (1, 3), "exp": (1, 63), "scale": (1, 1)}, constants)


def warping() -> onnx.ModelProto:
    """The volume sampled where it came from, with GridSample in five dimensions as in the real network."""
    nodes = [
        helper.make_node("Sub", ["kp_source", "kp_driving"], ["ways"]),
        helper.make_node("ReduceMean", ["ways", "points"], ["way"], keepdims=0),
        helper.make_node("Reshape", ["way", "column"], ["moved"]),
        helper.make_node("Concat", ["unmoved", "moved"], ["affine"], axis=2),
        helper.make_node("AffineGrid", ["affine", "volume"], ["grid"]),
        helper.make_node("GridSample", ["feature_3d", "grid"], ["sampled"], mode="linear", padding_mode="border"),
        helper.make_node("ReduceMean", ["sampled", "depth"], ["flat"], keepdims=0),
        helper.make_node("Slice", ["flat", "first", "third", "channels"], ["colours"]),
        helper.make_node("Resize", ["colours", "", "scales"], ["out"], mode="nearest"),
    ]
    constants = {
        "points": np.array([1], np.int64),
        "column": np.array([1, 3, 1], np.int64),
        "unmoved": np.eye(3, dtype=np.float32)[None],
        "volume": np.array(VOLUME, np.int64),
        "depth": np.array([2], np.int64),
        "first": np.array([0], np.int64),
        "third": np.array([3], np.int64),
        "channels": np.array([1], np.int64),
        "scales": np.array([1, 1, 8, 8], np.float32),
    }
    inputs = {"feature_3d": VOLUME, "kp_driving": (1, 21, 3), "kp_source": (1, 21, 3)}
    return model(nodes, inputs, {"out": (1, 3, 512, 512)}, constants)


def warping_of_many() -> onnx.ModelProto:
    """The same for any number of pictures, which an export may leave open."""
    nodes = [
        helper.make_node("Shape", ["feature_3d"], ["volume"]),
        helper.make_node("Shape", ["feature_3d"], ["many"], end=1),
        helper.make_node("Concat", ["many", "square"], ["squares"], axis=0),
        helper.make_node("Expand", ["eye", "squares"], ["unmoved"]),
        helper.make_node("Concat", ["unmoved", "moved"], ["affine"], axis=2),
    ]
    made = warping()
    once = {"unmoved": np.eye(3, dtype=np.float32)[None], "volume": np.array(VOLUME, np.int64)}
    kept = [each for each in made.graph.initializer if each.name not in {*once, "column"}]
    del made.graph.initializer[:]
    made.graph.initializer.extend(kept)
    own = {"eye": once["unmoved"], "square": np.array([3, 3], np.int64), "column": np.array([-1, 3, 1], np.int64)}
    made.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in own.items())
    given = [each for each in made.graph.node if each.output[0] != "affine"]
    at = [each.output[0] for each in given].index("moved") + 1
    del made.graph.node[:]
    made.graph.node.extend([*given[:at], *nodes, *given[at:]])
    for tensor in [*made.graph.input, *made.graph.output]:
        tensor.type.tensor_type.shape.dim[0].dim_param = "N"
    onnx.checker.check_model(made)
    return made


def correction(inputs: int, outputs: int, share: float) -> onnx.ModelProto:
    """A share of the last inputs."""
    nodes = [
        helper.make_node("Slice", ["input", "start", "end", "axis"], ["last"]),
        helper.make_node("Mul", ["last", "share"], ["output"]),
    ]
    constants = {
        "start": np.array([inputs - outputs], np.int64),
        "end": np.array([inputs], np.int64),
        "axis": np.array([1], np.int64),
        "share": np.array(share, np.float32),
    }
    return model(nodes, {"input": (1, inputs)}, {"output": (1, outputs)}, constants)


def with_plugin() -> onnx.ModelProto:
    """A warping network that cannot be loaded, because its operator comes from a TensorRT plugin."""
    nodes = [helper.make_node("GridSample3D", ["feature_3d", "kp_driving", "kp_source"], ["out"])]
    inputs = {"feature_3d": VOLUME, "kp_driving": (1, 21, 3), "kp_source": (1, 21, 3)}
    return model(nodes, inputs, {"out": (1, 3, 512, 512)}, {}, checked=False)


def with_halves() -> onnx.ModelProto:
    """A stitching network for the lips in half precision, which is refused."""
    made = model([helper.make_node("Slice", ["input", "start", "end", "axis"], ["output"])], {}, {}, {}, checked=False)
    bounds = {"start": 0, "end": 63, "axis": 1}
    made.graph.initializer.extend(numpy_helper.from_array(np.array([at]), name) for name, at in bounds.items())
    made.graph.input.append(helper.make_tensor_value_info("input", TensorProto.FLOAT16, (1, 65)))
    made.graph.output.append(helper.make_tensor_value_info("output", TensorProto.FLOAT16, (1, 63)))
    onnx.checker.check_model(made)
    return made


def model(nodes, inputs, outputs, constants, checked: bool = True) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "stand_in",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    if checked:
        onnx.checker.check_model(made)
    return made
