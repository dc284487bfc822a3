package dev.marotte.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Named elements in native byte order. The memory is lent by whoever made the tensor and is written to by nobody else; where it is direct,
 * ONNX Runtime reads it without a copy.
 */
public record Tensor(String name, ElementType type, Shape shape, ByteBuffer elements) {
    public Tensor {
        long expected = Math.multiplyExact(shape.elements(), type.bytes());
        if (elements.remaining() != expected) {
            throw new IllegalArgumentException(
                    name + " " + shape.axes() + " has " + expected + " bytes, not " + elements.remaining());
        }
        elements = elements.slice().order(ByteOrder.nativeOrder());
    }

    /** A view from the first element to the last; its position is the caller's own. */
    @Override
    public ByteBuffer elements() {
        return elements.duplicate().order(ByteOrder.nativeOrder());
    }

    /** Size in bytes. */
    public long bytes() {
        return elements.capacity();
    }

    /** Says name, type and shape only: the elements are somebody's face. */
    @Override
    public String toString() {
        return "Tensor[" + name + " " + type + " " + shape.axes() + "]";
    }
}
