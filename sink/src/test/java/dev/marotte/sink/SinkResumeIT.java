package dev.marotte.sink;

import static dev.marotte.sink.SinkStageRig.assertEnds;
import static dev.marotte.sink.SinkStageRig.eventually;
import static dev.marotte.sink.SinkStageRig.names;
import static dev.marotte.sink.SinkStageRig.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionState.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the stage makes of sessions that an earlier process left. */
@Timeout(300)
final class SinkResumeIT {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(SinkStageRig.PARTITIONS);

    private final SinkStageRig rig = new SinkStageRig(Cluster.at(broker.bootstrapServers()));

    @Test
    void whatAnEarlierLifeOfTheSessionFinishedIsNotWrittenAgain() throws IOException {
        Session session = TestSessions.open("again", new FileOutput(folder + "/again.mp4", false));
        Output output = Output.of(session.outputs().getFirst());
        try (OutputClaim claim = OutputClaim.take(output, session.id()).orElseThrow()) {
            claim.publish(Files.writeString(claim.part("clip"), "written before the process was killed"));
        }
        SinkStage stage = rig.stage("one");
        try (var store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK);
                var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
            store.open(session);
            rig.send(session.id(), 50, true);
            supervisor.start(stage);

            assertEnds(store, session, EndReason.COMPLETED, "of 50 frames of the clip: 1 without a face");
            assertThat(output.path()).hasContent("written before the process was killed");
            eventually(() -> assertThat(names(folder)).containsExactly("again.mp4"));
        }
    }

    @Test
    void anotherProcessBeginsAgainWhatOneCouldNotFinish() throws IOException {
        Session session = TestSessions.open("handed", new FileOutput(folder + "/handed.mp4", false));
        try (var store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK)) {
            store.open(session);
            rig.send(session.id(), 60, false);
            try (var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
                supervisor.start(rig.stage("one"));
                await().atMost(SinkStageRig.LONGEST)
                        .until(() -> report(store, session)
                                .filter(report -> report.frames() == 60)
                                .isPresent());
                assertThat(names(folder)).containsExactly(".handed.mp4.part");
            }
            // A thread that is busy is left behind after a while, and ends then.
            eventually(() -> assertThat(names(folder)).isEmpty());

            rig.send(session.id(), 80, true);
            try (var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
                rig.meters.clear();
                supervisor.start(rig.stage("two"));
                assertEnds(store, session, EndReason.COMPLETED, "of 80 frames of the clip: 1 without a face");
            }
            eventually(() -> assertThat(names(folder)).containsExactly("handed.mp4"));
            assertThat(report(store, session))
                    .hasValueSatisfying(report ->
                            assertThat(report.counts()).isEqualTo(new OutcomeCounts(79, 0, 1, 0, 0, 0, 0, 60, 1)));
        }
    }

    @Test
    void whatAKilledProcessLeftOfAStoppedSessionIsFinished() throws IOException {
        Session session = TestSessions.open("left", new FileOutput(folder + "/left.mp4", false));
        Path part = Files.createDirectory(folder.resolve(".left.mp4.part"));
        new SessionNote(session.id(), SessionNote.Stand.GROWING).write(part);
        Session elsewhere = TestSessions.open("elsewhere", new FileOutput(folder + "/elsewhere.mp4", false));
        SinkStage stage = rig.stage("one");
        try (var store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK);
                var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
            for (Session each : List.of(session, elsewhere)) {
                store.open(each);
                rig.send(each.id(), 50, true);
                store.end(each.id(), EndReason.STOPPED, "");
            }
            supervisor.start(stage);

            eventually(() -> assertThat(names(folder)).containsExactly("left.mp4"));
        }
    }
}
