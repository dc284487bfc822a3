package dev.marotte.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Named elements in native byte order. The memory is lent by the tensor's creator, and nobody else writes to it; where it is direct, ONNX Runtime reads it
 * without a copy.
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

    /** Returns a view from the first element to the last, with its own position. */
    @Override
    public ByteBuffer elements() {
        return elements.duplicate().order(ByteOrder.nativeOrder());
    }

    /** Size in bytes. */
    public long bytes() {
        return elements.capacity();
    }

    /** Returns only name, type and shape: the elements are somebody's face. */
    @Override
    public String toString() {
        return "Tensor[" + name + " " + type + " " + shape.axes() + "]";
    }
}
