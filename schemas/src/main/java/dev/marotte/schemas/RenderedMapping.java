package dev.marotte.schemas;

import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.avro.RenderedRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Maps {@link RenderedMessage} to Avro and back. */
final class RenderedMapping {
    private RenderedMapping() {}

    static RenderedRecord toAvro(RenderedMessage message) {
        return new RenderedRecord(
                switch (message) {
                    case Rendered rendered -> toAvro(rendered);
                    case Held held ->
                        new dev.marotte.schemas.avro.Held(
                                SharedMappings.toAvro(held.stamp()), SharedMappings.toAvro(held.timing()));
                    case Dropped dropped ->
                        new dev.marotte.schemas.avro.Dropped(
                                SharedMappings.toAvro(dropped.stamp()),
                                SharedMappings.toAvro(dropped.timing()),
                                dev.marotte.schemas.avro.DropReason.valueOf(
                                        dropped.reason().name()));
                    case EndOfRendered end ->
                        new dev.marotte.schemas.avro.EndOfRendered(SharedMappings.toAvro(end.stamp()));
                });
    }

    static RenderedMessage fromAvro(RenderedRecord record) {
        return switch (record.getBody()) {
            case dev.marotte.schemas.avro.Rendered drawn -> fromAvro(drawn);
            case dev.marotte.schemas.avro.Held kept ->
                new Held(SharedMappings.fromAvro(kept.getStamp()), SharedMappings.fromAvro(kept.getTiming()));
            case dev.marotte.schemas.avro.Dropped givenUp ->
                new Dropped(
                        SharedMappings.fromAvro(givenUp.getStamp()),
                        SharedMappings.fromAvro(givenUp.getTiming()),
                        DropReason.valueOf(givenUp.getReason().name()));
            case dev.marotte.schemas.avro.EndOfRendered end ->
                new EndOfRendered(SharedMappings.fromAvro(end.getStamp()));
            case Object body -> throw SharedMappings.unexpected(body);
        };
    }

    private static dev.marotte.schemas.avro.Rendered toAvro(Rendered rendered) {
        return new dev.marotte.schemas.avro.Rendered(
                SharedMappings.toAvro(rendered.stamp()),
                SharedMappings.toAvro(rendered.timing()),
                toAvro(rendered.times()),
                toAvro(rendered.alpha()),
                SharedMappings.toAvro(rendered.picture()),
                rendered.atRest());
    }

    private static Rendered fromAvro(dev.marotte.schemas.avro.Rendered drawn) {
        return new Rendered(
                SharedMappings.fromAvro(drawn.getStamp()),
                SharedMappings.fromAvro(drawn.getTiming()),
                SharedMappings.fromAvro(drawn.getPicture()),
                fromAvro(drawn.getAlpha()),
                fromAvro(drawn.getTimes()),
                drawn.getAtRest());
    }

    private static @Nullable ByteBuffer toAvro(Alpha alpha) {
        return switch (alpha) {
            case Alpha.None _ -> null;
            case Alpha.Coverage coverage -> SharedMappings.toAvro(coverage.png());
        };
    }

    private static Alpha fromAvro(@Nullable ByteBuffer alpha) {
        return alpha == null ? new Alpha.None() : new Alpha.Coverage(SharedMappings.fromAvro(alpha));
    }

    private static dev.marotte.schemas.avro.StageTimes toAvro(StageTimes times) {
        return new dev.marotte.schemas.avro.StageTimes(
                times.retargetMicros(), times.renderMicros(), times.encodeMicros(), times.batchSize());
    }

    private static StageTimes fromAvro(dev.marotte.schemas.avro.StageTimes timings) {
        return new StageTimes(
                timings.getRetargetMicros(),
                timings.getRenderMicros(),
                timings.getEncodeMicros(),
                timings.getBatchSize());
    }
}
