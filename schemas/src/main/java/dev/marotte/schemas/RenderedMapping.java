package dev.marotte.schemas;

import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.avro.Drawn;
import dev.marotte.schemas.avro.GivenUp;
import dev.marotte.schemas.avro.Kept;
import dev.marotte.schemas.avro.RenderedEnd;
import dev.marotte.schemas.avro.RenderedRecord;
import dev.marotte.schemas.avro.Timings;
import dev.marotte.schemas.avro.WhyDropped;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@link RenderedMessage} there and back. */
final class RenderedMapping {
    private RenderedMapping() {}

    static RenderedRecord toAvro(RenderedMessage message) {
        return new RenderedRecord(
                switch (message) {
                    case Rendered rendered -> toAvro(rendered);
                    case Held held -> new Kept(Parts.toAvro(held.stamp()), held.captureMicros());
                    case Dropped dropped ->
                        new GivenUp(
                                Parts.toAvro(dropped.stamp()),
                                dropped.captureMicros(),
                                WhyDropped.valueOf(dropped.reason().name()));
                    case EndOfRendered end -> new RenderedEnd(Parts.toAvro(end.stamp()));
                });
    }

    static RenderedMessage fromAvro(RenderedRecord record) {
        return switch (record.getBody()) {
            case Drawn drawn -> fromAvro(drawn);
            case Kept kept -> new Held(Parts.fromAvro(kept.getStamp()), kept.getCaptureMicros());
            case GivenUp givenUp ->
                new Dropped(
                        Parts.fromAvro(givenUp.getStamp()),
                        givenUp.getCaptureMicros(),
                        DropReason.valueOf(givenUp.getReason().name()));
            case RenderedEnd end -> new EndOfRendered(Parts.fromAvro(end.getStamp()));
            case Object body -> throw Parts.unexpected(body);
        };
    }

    private static Drawn toAvro(Rendered rendered) {
        return new Drawn(
                Parts.toAvro(rendered.stamp()),
                rendered.captureMicros(),
                toAvro(rendered.times()),
                toAvro(rendered.alpha()),
                Parts.toAvro(rendered.picture()),
                rendered.atRest());
    }

    private static Rendered fromAvro(Drawn drawn) {
        return new Rendered(
                Parts.fromAvro(drawn.getStamp()),
                drawn.getCaptureMicros(),
                Parts.fromAvro(drawn.getPicture()),
                fromAvro(drawn.getAlpha()),
                fromAvro(drawn.getTimings()),
                drawn.getAtRest());
    }

    private static @Nullable ByteBuffer toAvro(Alpha alpha) {
        return switch (alpha) {
            case Alpha.None _ -> null;
            case Alpha.Coverage coverage -> Parts.toAvro(coverage.png());
        };
    }

    private static Alpha fromAvro(@Nullable ByteBuffer alpha) {
        return alpha == null ? new Alpha.None() : new Alpha.Coverage(Parts.fromAvro(alpha));
    }

    private static Timings toAvro(StageTimes times) {
        return new Timings(times.retargetMicros(), times.renderMicros(), times.encodeMicros(), times.batchSize());
    }

    private static StageTimes fromAvro(Timings timings) {
        return new StageTimes(
                timings.getRetargetMicros(),
                timings.getRenderMicros(),
                timings.getEncodeMicros(),
                timings.getBatchSize());
    }
}
