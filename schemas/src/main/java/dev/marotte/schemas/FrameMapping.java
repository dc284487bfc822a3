package dev.marotte.schemas;

import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.avro.FrameRecord;
import java.util.Optional;

/** Maps {@link FrameMessage} to Avro and back. */
final class FrameMapping {
    private FrameMapping() {}

    static FrameRecord toAvro(FrameMessage message) {
        return new FrameRecord(
                message.epoch(),
                switch (message) {
                    case DrivingFrame frame ->
                        new dev.marotte.schemas.avro.DrivingFrame(
                                SharedMappings.toAvro(frame.stamp()),
                                SharedMappings.toAvro(frame.timing()),
                                SharedMappings.toAvro(frame.picture()));
                    case BrokenFrame frame ->
                        new dev.marotte.schemas.avro.BrokenFrame(
                                SharedMappings.toAvro(frame.stamp()), SharedMappings.toAvro(frame.timing()));
                    case EndOfFrames end ->
                        new dev.marotte.schemas.avro.EndOfFrames(
                                SharedMappings.toAvro(end.stamp()),
                                end.breakOff().orElse(null));
                });
    }

    static FrameMessage fromAvro(FrameRecord record) {
        return switch (record.getBody()) {
            case dev.marotte.schemas.avro.DrivingFrame frame ->
                new DrivingFrame(
                        SharedMappings.fromAvro(frame.getStamp()),
                        SharedMappings.fromAvro(frame.getTiming()),
                        record.getEpoch(),
                        SharedMappings.fromAvro(frame.getPicture()));
            case dev.marotte.schemas.avro.BrokenFrame frame ->
                new BrokenFrame(
                        SharedMappings.fromAvro(frame.getStamp()),
                        SharedMappings.fromAvro(frame.getTiming()),
                        record.getEpoch());
            case dev.marotte.schemas.avro.EndOfFrames end ->
                new EndOfFrames(
                        SharedMappings.fromAvro(end.getStamp()),
                        record.getEpoch(),
                        Optional.ofNullable(end.getBreakOff()));
            case Object body -> throw SharedMappings.unexpected(body);
        };
    }
}
