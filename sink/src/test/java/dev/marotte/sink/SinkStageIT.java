package dev.marotte.sink;

import static dev.marotte.sink.SinkStageRig.assertEnds;
import static dev.marotte.sink.SinkStageRig.eventually;
import static dev.marotte.sink.SinkStageRig.names;
import static dev.marotte.sink.SinkStageRig.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionOutput.PictureOutput;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The stage against a broker; the stages before it are played by a producer. */
@Timeout(300)
final class SinkStageIT {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(SinkStageRig.PARTITIONS);

    private final SinkStageRig rig = new SinkStageRig(Cluster.at(broker.bootstrapServers()));

    @Test
    void everySessionGetsAllItsOutputsAndTheRestAWord() throws IOException {
        Session both = TestSessions.open(
                "both", new FileOutput(folder + "/both.mp4", false), new PictureOutput(folder + "/both/", false));
        Session nowhere = TestSessions.open("nowhere", new FileOutput(folder + "/none/a.mp4", false));
        Session stopped = TestSessions.open("stopped", new FileOutput(folder + "/stopped.mkv", false));
        SinkStage stage = rig.stage("one");
        try (var store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK);
                var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
            supervisor.start(stage);
            List.of(both, nowhere, stopped).forEach(store::open);
            rig.send(both.id(), 50, true);
            rig.send(stopped.id(), 60, false);

            assertEnds(store, nowhere, EndReason.REFUSED, "a file in an output is a file where the sink stage runs");
            assertEnds(store, both, EndReason.COMPLETED, "of 50 frames of the clip: 1 without a face to follow (held)");
            assertThat(folder.resolve("both.mp4")).isRegularFile();
            assertThat(names(folder.resolve("both"))).hasSize(50);
            assertThat(report(store, both)).hasValueSatisfying(report -> {
                assertThat(report.frames()).isEqualTo(50);
                assertThat(report.counts()).isEqualTo(new OutcomeCounts(49, 0, 1, 0, 0, 0, 0, 0, 1));
            });

            await().atMost(SinkStageRig.LONGEST)
                    .until(() -> report(store, stopped)
                            .filter(report -> report.frames() == 60)
                            .isPresent());
            store.end(stopped.id(), EndReason.STOPPED, "enough");
            eventually(() -> assertThat(folder.resolve("stopped.mkv")).isRegularFile());
            assertThat(stage.health()).isInstanceOf(Health.Ready.class);
            eventually(() -> assertThat(
                            rig.meters.get("marotte.sessions.active").gauge().value())
                    .isZero());
            eventually(() -> assertThat(names(folder)).containsExactly("both", "both.mp4", "stopped.mkv"));
            store.refresh();
            assertThat(store.require(stopped.id()).state())
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.sentence()).isEqualTo("enough"));
        }
    }

    @Test
    void theFilmOfALiveSessionStandsThereWhenItIsStopped() throws IOException {
        Session show = TestSessions.live(TestSessions.open(
                "show", new FileOutput(folder + "/show.mp4", false), new PictureOutput(folder + "/show/", false)));
        try (var store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK);
                var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
            supervisor.start(rig.stage("one"));
            store.open(show);
            rig.send(show.id(), 50, false);
            await().atMost(SinkStageRig.LONGEST)
                    .until(() -> report(store, show)
                            .filter(report -> report.upTo().micros() > 0)
                            .isPresent());
            assertThat(names(folder)).containsExactly(".show.mp4.part", ".show.part");

            store.end(show.id(), EndReason.STOPPED, "enough");

            eventually(() -> assertThat(names(folder)).containsExactly("show", "show.mp4"));
            assertThat(names(folder.resolve("show"))).isNotEmpty();
        }
    }

    @Test
    void aRecordingGoesWhenItsTimeIsOver() throws IOException {
        Session kept = TestSessions.open("kept", new FileOutput(folder + "/kept.mp4", false));
        Session brief = TestSessions.keeping(
                Duration.ZERO, TestSessions.open("brief", new FileOutput(folder + "/brief.mp4", false)));
        SinkStage stage = rig.stage("one");
        try (var store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK);
                var supervisor = new StageSupervisor(SinkStageRig.LONGEST)) {
            List.of(kept, brief).forEach(store::open);
            rig.send(kept.id(), 50, true);
            rig.send(brief.id(), 50, true);
            supervisor.start(stage);

            eventually(() -> {
                store.refresh();
                assertThat(store.find(brief.id())).isEmpty();
            });
            assertEnds(store, kept, EndReason.COMPLETED, "");
            assertThat(names(folder)).contains("brief.mp4", "kept.mp4");
            eventually(() -> assertThat(rig.renderedRecords()).isZero());
        }
    }
}
