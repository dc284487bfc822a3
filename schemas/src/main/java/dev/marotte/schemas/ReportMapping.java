package dev.marotte.schemas;

import dev.marotte.schemas.avro.Connection;
import dev.marotte.schemas.avro.ConnectionState;
import dev.marotte.schemas.avro.ReportRecord;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Maps {@link StageReport} to Avro and back. */
final class ReportMapping {
    private ReportMapping() {}

    static ReportRecord toAvro(StageReport report) {
        return new ReportRecord(
                report.session().value(),
                released(report.stage()),
                FrameTiming.microsOf(report.at()),
                report.frames(),
                report.expectedFrames(),
                report.upTo().micros(),
                toAvro(report.counts()),
                report.remark(),
                report.connections().stream().map(ReportMapping::toAvro).toList(),
                report.stage() == StageName.SPEECH ? report.stage().name() : null,
                report.liveCapacity().isPresent() ? report.liveCapacity().getAsLong() : null);
    }

    /** The stage as readers of the first release know it; speech takes the place of the landmark stage. */
    private static dev.marotte.schemas.avro.StageName released(StageName stage) {
        return switch (stage) {
            case INGEST -> dev.marotte.schemas.avro.StageName.INGEST;
            case LANDMARK, SPEECH -> dev.marotte.schemas.avro.StageName.LANDMARK;
            case RENDER -> dev.marotte.schemas.avro.StageName.RENDER;
            case SINK -> dev.marotte.schemas.avro.StageName.SINK;
        };
    }

    static StageReport fromAvro(ReportRecord report) {
        return new StageReport(
                new SessionId(report.getSession()),
                StageName.valueOf(Objects.requireNonNullElse(
                        report.getNewerStage(), report.getStage().name())),
                FrameTiming.instantOf(report.getAtMicros()),
                report.getFrames(),
                report.getExpectedFrames(),
                new Pts(report.getPtsMicros()),
                fromAvro(report.getCounts()),
                report.getRemark(),
                report.getConnections().stream().map(ReportMapping::fromAvro).toList(),
                liveCapacity(report));
    }

    private static OptionalLong liveCapacity(ReportRecord report) {
        @Nullable Long capacity = report.getLiveCapacity();
        return capacity == null ? OptionalLong.empty() : OptionalLong.of(capacity);
    }

    private static Connection toAvro(StreamConnection connection) {
        return new Connection(
                connection.name(),
                ConnectionState.valueOf(connection.state().name()),
                connection.losses(),
                connection.skipped(),
                connection.problem());
    }

    private static StreamConnection fromAvro(Connection connection) {
        return new StreamConnection(
                connection.getName(),
                StreamConnection.State.valueOf(connection.getState().name()),
                connection.getLosses(),
                connection.getSkipped(),
                connection.getProblem());
    }

    private static dev.marotte.schemas.avro.OutcomeCounts toAvro(OutcomeCounts counts) {
        return new dev.marotte.schemas.avro.OutcomeCounts(
                counts.rendered(),
                counts.atRest(),
                counts.held(),
                counts.droppedLate(),
                counts.droppedNoIdentity(),
                counts.droppedUnreadable(),
                counts.holes(),
                counts.duplicates(),
                counts.repeated());
    }

    private static OutcomeCounts fromAvro(dev.marotte.schemas.avro.OutcomeCounts counts) {
        return new OutcomeCounts(
                counts.getRendered(),
                counts.getAtRest(),
                counts.getHeld(),
                counts.getDroppedLate(),
                counts.getDroppedNoIdentity(),
                counts.getDroppedUnreadable(),
                counts.getHoles(),
                counts.getDuplicates(),
                counts.getRepeated());
    }
}
