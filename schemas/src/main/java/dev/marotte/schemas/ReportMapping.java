package dev.marotte.schemas;

import dev.marotte.schemas.avro.Connection;
import dev.marotte.schemas.avro.ConnectionState;
import dev.marotte.schemas.avro.ReportRecord;

/** {@link StageReport} there and back. */
final class ReportMapping {
    private ReportMapping() {}

    static ReportRecord toAvro(StageReport report) {
        return new ReportRecord(
                report.session().value(),
                dev.marotte.schemas.avro.StageName.valueOf(report.stage().name()),
                FrameTiming.microsOf(report.at()),
                report.frames(),
                report.expectedFrames(),
                report.upTo().micros(),
                toAvro(report.counts()),
                report.remark(),
                report.connections().stream().map(ReportMapping::toAvro).toList());
    }

    static StageReport fromAvro(ReportRecord report) {
        return new StageReport(
                new SessionId(report.getSession()),
                StageName.valueOf(report.getStage().name()),
                FrameTiming.instantOf(report.getAtMicros()),
                report.getFrames(),
                report.getExpectedFrames(),
                new Pts(report.getPtsMicros()),
                fromAvro(report.getCounts()),
                report.getRemark(),
                report.getConnections().stream().map(ReportMapping::fromAvro).toList());
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
