package dev.marotte.schemas;

import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;

/** Maps the parts that several messages share to Avro and back. */
final class SharedMappings {
    private SharedMappings() {}

    static dev.marotte.schemas.avro.FrameStamp toAvro(FrameStamp stamp) {
        return new dev.marotte.schemas.avro.FrameStamp(
                stamp.session().value(), stamp.index(), stamp.pts().micros());
    }

    static FrameStamp fromAvro(dev.marotte.schemas.avro.FrameStamp stamp) {
        return new FrameStamp(new SessionId(stamp.getSession()), stamp.getIndex(), new Pts(stamp.getPtsMicros()));
    }

    static dev.marotte.schemas.avro.FrameTiming toAvro(FrameTiming timing) {
        return new dev.marotte.schemas.avro.FrameTiming(timing.captureMicros(), timing.deadlineMicros());
    }

    static FrameTiming fromAvro(dev.marotte.schemas.avro.FrameTiming timing) {
        return new FrameTiming(timing.getCaptureMicros(), timing.getDeadlineMicros());
    }

    static dev.marotte.schemas.avro.Picture toAvro(Picture picture) {
        return new dev.marotte.schemas.avro.Picture(
                dev.marotte.schemas.avro.PictureCodec.valueOf(picture.codec().name()),
                picture.width(),
                picture.height(),
                toAvro(picture.bytes()));
    }

    static Picture fromAvro(dev.marotte.schemas.avro.Picture picture) {
        return new Picture(
                PictureCodec.valueOf(picture.getCodec().name()),
                picture.getWidth(),
                picture.getHeight(),
                fromAvro(picture.getBytes()));
    }

    static dev.marotte.schemas.avro.IdentityRef toAvro(IdentityRef ref) {
        return new dev.marotte.schemas.avro.IdentityRef(ref.name(), ref.version());
    }

    static IdentityRef fromAvro(dev.marotte.schemas.avro.IdentityRef identity) {
        return new IdentityRef(identity.getName(), identity.getVersion());
    }

    static dev.marotte.schemas.avro.RenderSettings toAvro(RenderSettings settings) {
        MotionSettings motion = settings.motion();
        return new dev.marotte.schemas.avro.RenderSettings(
                dev.marotte.schemas.avro.MotionMode.valueOf(motion.mode().name()),
                motion.expressionStrength(),
                motion.headStrength(),
                dev.marotte.schemas.avro.PictureCodec.valueOf(settings.codec().name()),
                settings.alpha());
    }

    static RenderSettings fromAvro(dev.marotte.schemas.avro.RenderSettings rendering) {
        MotionSettings motion = new MotionSettings(
                MotionSettings.Mode.valueOf(rendering.getMotionMode().name()),
                rendering.getExpressionStrength(),
                rendering.getHeadStrength());
        return new RenderSettings(
                motion, PictureCodec.valueOf(rendering.getCodec().name()), rendering.getAlpha());
    }

    /** A buffer backed by an array, which Avro writes without another copy. */
    static ByteBuffer toAvro(Bytes bytes) {
        return ByteBuffer.wrap(bytes.unsafeArray());
    }

    /** Avro's decoder allocates an array of exactly the right size for each run of bytes; it is used without a copy. */
    @SuppressWarnings("ByteBufferBackingArray") // of this length, it begins at its start
    static Bytes fromAvro(ByteBuffer buffer) {
        if (buffer.hasArray() && buffer.array().length == buffer.remaining()) {
            return Bytes.of(buffer.array());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return Bytes.of(copy);
    }

    /** The exception for a union branch that no released schema has. */
    static AvroRuntimeException unexpected(Object body) {
        return new AvroRuntimeException("not a known body: " + body.getClass().getSimpleName());
    }
}
