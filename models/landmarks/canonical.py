"""MediaPipe's canonical face: a mesh of 468 vertices in centimetres, and the weights for fitting it to landmarks."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_VARINT, _FIXED32, _BYTES = 0, 5, 2
_FLOATS_IN_A_VERTEX = 5

Field = tuple[int, int | float | bytes]


def convert(metadata: bytes) -> str:
    """A serialized `GeometryPipelineMetadata` → lines `vertex,x,y,z,u,v,weight` and `triangle,a,b,c`.

    x points to the face's left, y up, z out of the face; the weight is 0 where the Procrustes fit leaves a vertex out.
    """
    fields = list(_fields(metadata))
    (mesh,) = (content for number, content in fields if number == 1)
    weights = dict(_weight(content) for number, content in fields if number == 2)
    numbers = [content for number, content in _fields(mesh) if number == 3]
    corners = [content for number, content in _fields(mesh) if number == 4]
    vertices = [numbers[start : start + _FLOATS_IN_A_VERTEX] for start in range(0, len(numbers), _FLOATS_IN_A_VERTEX)]
    lines = [",".join(["vertex", *map(_shortest, [*vertex, weights.get(i, 0.0)])]) for i, vertex in enumerate(vertices)]
    lines += [",".join(["triangle", *map(str, corners[start : start + 3])]) for start in range(0, len(corners), 3)]
    return "\n".join(lines) + "\n"


def _weight(reference: bytes) -> tuple[int, float]:
    fields = dict(_fields(reference))
    return fields.get(1, 0), fields[2]


def _shortest(number: float) -> str:
    """The shortest decimal that gives the same 32-bit float."""
    return next(
        text
        for digits in range(1, 10)
        if struct.pack("f", float(text := f"{number:.{digits}g}")) == struct.pack("f", number)
    )


def _fields(message: bytes) -> Iterator[Field]:
    """The fields of a protocol buffer, packed repeated ones unpacked."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire_type = key >> 3, key & 7
        if wire_type == _VARINT:
            content, at = _varint(message, at)
        elif wire_type == _FIXED32:
            (content,), at = struct.unpack_from("<f", message, at), at + 4
        elif wire_type == _BYTES:
            length, at = _varint(message, at)
            content, at = message[at : at + length], at + length
        else:
            raise ValueError(f"wire type {wire_type} at byte {at}")
        yield number, content


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        value |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not message[at - 1] & 0x80:
            return value, at
