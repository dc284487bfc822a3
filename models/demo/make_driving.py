"""`python -m demo.make_driving FOLDER` writes the voice and the motion; with `--bundle`, also the clip drawn from them.

motion.npz holds, for N frames at `frame_rate`: `landmarks` [N,478,3] in pixels of the portrait, `expression` [N,478,3]
in centimetres against `neutral` [478,3] in the face's own space, `head` [N,3] as yaw, pitch, roll in degrees, and every
value of the script under its name.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np

from landmarks import attention
from landmarks.__main__ import DETECTOR, MESH
from proof.converted import Converted
from proof.fixtures import REPOSITORY

from .face import Face, fit, turned
from .script import FRAME_RATE, Script, write_script
from .voice import Speech, speak

SENTENCE = (
    "Hello! My name is Marotte. Give me a picture of a face, and a film of someone who talks, "
    "and I make the picture talk. Every frame goes through Kafka."
)
PORTRAIT = REPOSITORY / "standalone/src/main/resources/dev/marotte/standalone/demo/collins.jpg"
_SEED = 42
_SMILE_OF_THE_PORTRAIT = 0.9
_REST_BEFORE, _REST_BEHIND = 0.35, 0.35


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m demo.make_driving", description=__doc__)
    arguments.add_argument("folder", type=Path, help="where to write voice.wav, motion.npz and driving.mp4")
    arguments.add_argument("--bundle", type=Path, help="folder of a generator bundle that draws the clip")
    arguments.add_argument("--portrait", type=Path, default=PORTRAIT)
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    speech = speak(SENTENCE, given.folder, before=_REST_BEFORE, behind=_REST_BEHIND)
    speech.write(given.folder / "voice.wav")
    script = write_script(speech, _SEED)
    picture = cv2.imread(str(given.portrait))[:, :, ::-1]
    source = find_landmarks(picture)
    landmarks = move(source, script, given.folder / "motion.npz")
    print(f"{script.frames} frames, {speech.seconds:.2f} s")
    if given.bundle:
        write_clip(given.folder / "driving.mp4", draw(given.bundle, picture, source, landmarks), speech)


def find_landmarks(picture: np.ndarray) -> np.ndarray:
    """Landmarks [478,3] in pixels of the most likely face; found twice, the second time around the first ones."""
    side = max(picture.shape)
    square = cv2.copyMakeBorder(picture, 0, side - picture.shape[0], 0, side - picture.shape[1], cv2.BORDER_CONSTANT)
    small = cv2.resize(square, (128, 128), interpolation=cv2.INTER_AREA)
    scores, boxes, _ = Converted(DETECTOR.result).run(small[None])
    left, top, right, bottom = boxes[0, scores[0].argmax()] * side
    mesh = Converted(MESH.result)
    for _ in range(2):
        centre, width = ((left + right) / 2, (top + bottom) / 2), 1.5 * max(right - left, bottom - top)
        shrink = attention.SIZE / width
        to_crop = np.array([[shrink, 0, 96 - shrink * centre[0]], [0, shrink, 96 - shrink * centre[1]]])
        crop = cv2.warpAffine(picture, to_crop, (attention.SIZE, attention.SIZE), flags=cv2.INTER_AREA)
        landmarks, _ = mesh.run(crop[None])
        points = (landmarks[0] - [*to_crop[:, 2], 0]) / shrink
        (left, top), (right, bottom) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return points


def move(source: np.ndarray, script: Script, file: Path) -> np.ndarray:
    """Landmarks [N,478,3] of every frame, which are also stored with their inputs."""
    placed = fit(source)
    neutral = placed.to_face(source)
    face = Face(neutral, relaxed=_SMILE_OF_THE_PORTRAIT)
    frames = [script.frame(number) for number in range(script.frames)]
    posed = np.array([face.posed(frame) for frame in frames])
    head = np.column_stack([script.yaw, script.pitch, script.roll])
    landmarks = np.array(
        [placed.to_picture(turned(points, *angles)) for points, angles in zip(posed, head, strict=True)]
    )
    np.savez_compressed(
        file,
        frame_rate=FRAME_RATE,
        landmarks=landmarks.astype(np.float32),
        expression=(posed - neutral).astype(np.float32),
        neutral=neutral.astype(np.float32),
        head=head.astype(np.float32),
        **asdict(script),
    )
    return landmarks


def draw(bundle: Path, picture: np.ndarray, source: np.ndarray, landmarks: np.ndarray) -> list[np.ndarray]:
    """The portrait, fitted into a square of a size that the bundle knows, with its face at each of the landmarks."""
    import onnxruntime

    side = min(picture.shape[:2])
    picture = np.ascontiguousarray(picture[:side, :side])
    encoder, generator = (
        onnxruntime.InferenceSession(bundle / f"{part}.onnx", providers=["CPUExecutionProvider"])
        for part in ("encoder", "generator")
    )
    names = [output.name for output in encoder.get_outputs()]
    enrolled = {"pictures": picture[None], "landmarks": source[None].astype(np.float32)}
    inputs = {value.name: enrolled[value.name] for value in encoder.get_inputs()}
    embedding = {name: tensor[None] for name, tensor in zip(names, encoder.run(None, inputs), strict=True)}
    wanted = {value.name for value in generator.get_inputs()}
    identities = {name: tensor for name, tensor in embedding.items() if name in wanted}
    pictures = []
    for points in landmarks:
        motion = {"landmarks": points[None].astype(np.float32), "slots": np.zeros(1, np.int32)}
        (words,) = generator.run(["pictures"], {**identities, **motion})
        pictures.append(laid_over(words[0], embedding["background"][0, 0]))
    return pictures


def laid_over(person: np.ndarray, background: np.ndarray) -> np.ndarray:
    """Composes premultiplied pixels 0xRRGGBBAA [S,S] over others, as RGB."""
    planes = lambda words: np.stack([words >> shift & 255 for shift in (24, 16, 8)], -1)  # noqa: E731
    behind = planes(background) * (255 - (person & 255)[..., None]) / 255
    return (planes(person) + behind + 0.5).astype(np.uint8)


def write_clip(file: Path, pictures: list[np.ndarray], speech: Speech) -> None:
    """H.264 and AAC, fast start."""
    import av

    with av.open(str(file), "w", options={"movflags": "+faststart"}) as clip:
        video = clip.add_stream("libx264", rate=FRAME_RATE, options={"crf": "18", "preset": "slow"})
        video.height, video.width = pictures[0].shape[:2]
        video.pix_fmt = "yuv420p"
        audio = clip.add_stream("aac", rate=48_000, layout="mono")
        for picture in pictures:
            clip.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        clip.mux(video.encode())
        samples = av.AudioFrame.from_ndarray(speech.samples[None], format="s16", layout="mono")
        samples.sample_rate = 16_000
        clip.mux(audio.encode(samples))
        clip.mux(audio.encode())


if __name__ == "__main__":
    main()
