package dev.marotte.schemas;

import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.avro.Broken;
import dev.marotte.schemas.avro.DrivenBy;
import dev.marotte.schemas.avro.FrameRecord;
import dev.marotte.schemas.avro.FramesEnd;
import java.util.Optional;

/** {@link FrameMessage} there and back. */
final class FrameMapping {
    private FrameMapping() {}

    static FrameRecord toAvro(FrameMessage message) {
        return new FrameRecord(
                switch (message) {
                    case DrivingFrame frame ->
                        new DrivenBy(Parts.toAvro(frame.stamp()), frame.captureMicros(), Parts.toAvro(frame.picture()));
                    case BrokenFrame frame -> new Broken(Parts.toAvro(frame.stamp()), frame.captureMicros());
                    case EndOfFrames end ->
                        new FramesEnd(Parts.toAvro(end.stamp()), end.breakOff().orElse(null));
                });
    }

    static FrameMessage fromAvro(FrameRecord record) {
        return switch (record.getBody()) {
            case DrivenBy frame ->
                new DrivingFrame(
                        Parts.fromAvro(frame.getStamp()), frame.getCaptureMicros(), Parts.fromAvro(frame.getPicture()));
            case Broken frame -> new BrokenFrame(Parts.fromAvro(frame.getStamp()), frame.getCaptureMicros());
            case FramesEnd end ->
                new EndOfFrames(Parts.fromAvro(end.getStamp()), Optional.ofNullable(end.getBreakOff()));
            case Object body -> throw Parts.unexpected(body);
        };
    }
}
