package dev.marotte.schemas;

import dev.marotte.schemas.avro.Codec;
import dev.marotte.schemas.avro.CodedPicture;
import dev.marotte.schemas.avro.Identity;
import dev.marotte.schemas.avro.MotionMode;
import dev.marotte.schemas.avro.Rendering;
import dev.marotte.schemas.avro.Stamp;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;

/** The parts that several messages share, there and back. */
final class Parts {
    private Parts() {}

    static Stamp toAvro(FrameStamp stamp) {
        return new Stamp(stamp.session().value(), stamp.index(), stamp.pts().micros());
    }

    static FrameStamp fromAvro(Stamp stamp) {
        return new FrameStamp(new SessionId(stamp.getSession()), stamp.getIndex(), new Pts(stamp.getPtsMicros()));
    }

    static CodedPicture toAvro(Picture picture) {
        return new CodedPicture(
                Codec.valueOf(picture.codec().name()), picture.width(), picture.height(), toAvro(picture.bytes()));
    }

    static Picture fromAvro(CodedPicture picture) {
        return new Picture(
                PictureCodec.valueOf(picture.getCodec().name()),
                picture.getWidth(),
                picture.getHeight(),
                fromAvro(picture.getBytes()));
    }

    static Identity toAvro(IdentityRef ref) {
        return new Identity(ref.name(), ref.version());
    }

    static IdentityRef fromAvro(Identity identity) {
        return new IdentityRef(identity.getName(), identity.getVersion());
    }

    static Rendering toAvro(RenderSettings settings) {
        MotionSettings motion = settings.motion();
        return new Rendering(
                MotionMode.valueOf(motion.mode().name()),
                motion.expressionStrength(),
                motion.headStrength(),
                Codec.valueOf(settings.codec().name()),
                settings.alpha());
    }

    static RenderSettings fromAvro(Rendering rendering) {
        MotionSettings motion = new MotionSettings(
                MotionSettings.Mode.valueOf(rendering.getMotionMode().name()),
                rendering.getExpressionStrength(),
                rendering.getHeadStrength());
        return new RenderSettings(
                motion, PictureCodec.valueOf(rendering.getCodec().name()), rendering.getAlpha());
    }

    /** Backed by an array, which Avro writes without a copy of its own. */
    static ByteBuffer toAvro(Bytes bytes) {
        return ByteBuffer.wrap(bytes.unsafeArray());
    }

    /** Avro's decoder makes an array of just the right size for each run of bytes; it is taken over. */
    static Bytes fromAvro(ByteBuffer buffer) {
        if (buffer.hasArray() && buffer.array().length == buffer.remaining()) {
            return Bytes.of(buffer.array());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return Bytes.of(copy);
    }

    /** For a branch of a union that no released schema has. */
    static AvroRuntimeException unexpected(Object body) {
        return new AvroRuntimeException("not a known body: " + body.getClass().getSimpleName());
    }
}
