package dev.marotte.identity;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Lengths of a tensor's axes, outermost first. */
public record Shape(List<Long> axes) {
    public Shape {
        axes = List.copyOf(axes);
        if (axes.stream().anyMatch(length -> length < 0)) {
            throw new IllegalArgumentException("an axis is never shorter than nothing: " + axes);
        }
    }

    public static Shape of(long... axes) {
        return new Shape(LongStream.of(axes).boxed().toList());
    }

    /** Number of elements. */
    public long elements() {
        return axes.stream().reduce(1L, Math::multiplyExact);
    }

    /** Returns this shape with a leading axis: the batch axis. */
    public Shape within(long length) {
        return new Shape(Stream.concat(Stream.of(length), axes.stream()).toList());
    }

    public long[] toArray() {
        return axes.stream().mapToLong(Long::longValue).toArray();
    }
}
