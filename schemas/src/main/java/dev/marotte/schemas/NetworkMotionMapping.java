package dev.marotte.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** Maps {@link NetworkMotion} to Avro and back. */
final class NetworkMotionMapping {
    private NetworkMotionMapping() {}

    static dev.marotte.schemas.avro.@Nullable NetworkMotion toAvro(NetworkMotion motion) {
        return switch (motion) {
            case NetworkMotion.Unseen() -> null;
            case NetworkMotion.Seen(String family, MotionNumbers numbers) ->
                new dev.marotte.schemas.avro.NetworkMotion(family, bytes(numbers));
        };
    }

    static NetworkMotion fromAvro(dev.marotte.schemas.avro.@Nullable NetworkMotion motion) {
        return motion == null
                ? new NetworkMotion.Unseen()
                : new NetworkMotion.Seen(motion.getFamily(), numbers(motion.getNumbers()));
    }

    private static ByteBuffer bytes(MotionNumbers numbers) {
        ByteBuffer bytes =
                ByteBuffer.allocate(MotionNumbers.COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers.toArray());
        return bytes;
    }

    private static MotionNumbers numbers(ByteBuffer bytes) {
        if (bytes.remaining() != MotionNumbers.COUNT * Float.BYTES) {
            throw new AvroRuntimeException("motion with " + bytes.remaining() + " bytes");
        }
        float[] numbers = new float[MotionNumbers.COUNT];
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return MotionNumbers.of(numbers);
    }
}
