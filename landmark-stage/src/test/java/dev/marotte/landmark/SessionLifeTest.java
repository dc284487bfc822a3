package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.ID;
import static dev.marotte.landmark.Rig.UNHURRIED;
import static dev.marotte.landmark.Rig.end;
import static dev.marotte.landmark.Rig.frame;
import static dev.marotte.landmark.Rig.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a session's opening to its deletion, and what is remembered of it. */
class SessionLifeTest {
    private static final Session SESSION =
            Rig.session(ID, Profile.LOSSLESS, new NeutralChoice.BestNeutral(Duration.ofSeconds(2)));
    private static final Session ENDED = SESSION.end(new Ended(EndReason.STOPPED, "", Instant.EPOCH));

    private static final SessionId OTHER = new SessionId("other");

    @TempDir
    private Path state;

    private Rig rig;
    private long others;

    @BeforeEach
    void start() {
        rig = new Rig(state, Profile.LOSSLESS, new Driver(Set.of(), 0));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void framesInFlightOfAnEndedSessionStillComeOut() {
        rig.tell(SESSION);
        rig.send(frame(0));
        rig.tell(ENDED);
        rig.send(frame(1), end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aSessionThatEndedBeforeItsFramesWereSeenComesOutWhole() {
        rig.tell(ENDED);
        rig.send(frame(0), frame(1), end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aFinishedSessionLeavesOneByteUntilItIsDeleted() {
        rig.tell(SESSION);
        rig.send(frame(0), frame(1), end(2));
        rig.tell(ENDED);

        assertThat(rig.keysIn("progress")).isEmpty();
        assertThat(rig.keysIn("held")).isEmpty();
        assertThat(rig.keysIn("sessions")).containsExactly(ID.value());

        rig.delete(ID);
        assertThat(rig.keysIn("sessions")).isEmpty();
    }

    @Test
    void strayFramesOfAFinishedSessionArePassedOverInSilence() {
        rig.tell(SESSION);
        rig.send(frame(0), end(1));
        rig.tell(ENDED);
        indices();
        rig.send(frame(0), frame(1), frame(2), end(3));

        assertThat(indices()).isEmpty();
        assertThat(rig.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void aDeletedSessionIsForgottenWithAllThatWaitsOfIt() {
        rig.tell(SESSION);
        rig.send(frame(0), frame(1), frame(2), frame(3));
        assertThat(rig.keysIn("progress")).isNotEmpty();
        assertThat(rig.keysIn("held")).isNotEmpty();

        rig.delete(ID);

        assertThat(rig.keysIn("progress")).isEmpty();
        assertThat(rig.keysIn("held")).isEmpty();
        assertThat(rig.keysIn("sessions")).isEmpty();
    }

    @Test
    void deletingOneSessionLeavesAnotherWhoseNameBeginsAlike() {
        SessionId other = new SessionId(ID.value() + "2");
        rig.tell(Rig.session(other, Profile.LOSSLESS, SESSION.motion().neutral()));
        rig.send(frame(other, 0), frame(other, 1), frame(other, 2), frame(other, 3));
        List<String> before = rig.keysIn("held");

        rig.delete(ID);

        assertThat(rig.keysIn("held")).isEqualTo(before).isNotEmpty();
    }

    @Test
    void aTombstoneOfAStrangeKeyStopsNobody() {
        rig.delete(new SessionId("nobody"));
        rig.tell(SESSION);
        rig.send(frame(0), end(1));

        assertThat(indices()).containsExactly(0L, 1L);
    }

    @Test
    void anEndedSessionOfWhichNothingMoreComesIsForgotten() {
        rig.tell(SESSION);
        rig.send(frame(0), frame(1), frame(2), frame(3));
        rig.tell(ENDED);
        hearOfAnotherIn(Duration.ofMinutes(9));
        assertThat(rig.keysIn("progress")).contains(ID.value());

        hearOfAnotherIn(Duration.ofMinutes(2));

        assertThat(rig.keysIn("progress")).doesNotContain(ID.value());
        assertThat(rig.keysIn("held")).noneMatch(key -> key.startsWith(ID.value() + "/"));
        rig.send(frame(4));
        assertThat(rig.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void anEndedSessionWhoseFramesStillComeIsNotForgotten() {
        rig.tell(ENDED);
        rig.send(frame(0));
        hearOfAnotherIn(Duration.ofMinutes(9));
        rig.send(frame(1));
        hearOfAnotherIn(Duration.ofMinutes(9));
        rig.send(end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aSessionThatIsEndedAfterALongSilenceComesToItsEnd() {
        rig.tell(SESSION);
        rig.send(frame(0));
        hearOfAnotherIn(Duration.ofHours(1));
        rig.tell(SESSION.end(new Ended(EndReason.STOPPED, "", rig.clock.instant())));
        hearOfAnotherIn(Duration.ofMinutes(2));
        rig.send(frame(1), end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aStageThatLagsBehindGivesNobodyUp() {
        rig.tell(ENDED);
        rig.send(frame(0));
        rig.passTime(Duration.ofHours(1));
        rig.sendWrittenAt(Instant.EPOCH.plusSeconds(1), frame(1), end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anOpenSessionIsNeverForgotten() {
        rig.tell(SESSION);
        rig.send(frame(0));
        hearOfAnotherIn(Duration.ofDays(2));
        rig.send(frame(1), end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aFrameThatOvertakesItsSessionIsTracked() {
        rig.overtaken.put(ID, SESSION);
        rig.send(frame(0));
        rig.tell(SESSION);
        rig.send(frame(1), end(2));

        assertThat(indices()).containsExactly(0L, 1L, 2L);
        assertThat(rig.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void framesOfAnOwnerThatWasThoughtDeadAreIgnored() {
        rig.tell(SESSION);
        rig.send(inEpoch(0, 0), inEpoch(1, 1), inEpoch(7, 0), new EndOfFrames(stamp(8), 0));
        rig.send(inEpoch(2, 1), new EndOfFrames(stamp(3), 1));

        assertThat(indices()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void aNewOwnerCountsFromItsFirstFrameEvenIfThatWasSeenBefore() {
        rig.tell(SESSION);
        rig.send(inEpoch(0, 0), inEpoch(1, 0), inEpoch(1, 1), new EndOfFrames(stamp(2), 0));
        assertThat(indices()).isEmpty();

        rig.send(inEpoch(2, 1), new EndOfFrames(stamp(3), 1));

        assertThat(indices()).containsExactly(0L, 1L, 2L, 3L);
    }

    /** A frame of another session is written after {@code time}, and the stage has time to tidy up. */
    private void hearOfAnotherIn(Duration time) {
        rig.clock.advance(time);
        rig.tell(Rig.session(OTHER, Profile.LOSSLESS, SESSION.motion().neutral()));
        rig.send(frame(OTHER, others++));
        rig.passTime(Duration.ofMinutes(1));
    }

    private static FrameMessage inEpoch(long index, long epoch) {
        return frame(ID, index, UNHURRIED, epoch);
    }

    private List<Long> indices() {
        return rig.read(Topics.LANDMARKS).stream()
                .filter(message -> message.stamp().session().equals(ID))
                .map(message -> message.stamp().index())
                .toList();
    }
}
