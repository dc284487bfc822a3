package dev.marotte.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.standalone.session.MotionPresets;
import dev.marotte.standalone.session.SessionResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private static final SessionId ID = new SessionId("demo");

    @Test
    void saysHowToOpenTheResult() {
        assertThat(goodbye(new SessionOutput.FileOutput("out/demo.mp4", false), 2, ""))
                .startsWith("out/demo.mp4 is ready: 2 frames, 0.1 s. Open it with: ")
                .endsWith("open out/demo.mp4");
    }

    @Test
    void saysWhatDidNotGoAsItShould() {
        assertThat(goodbye(new SessionOutput.FileOutput("out/demo.mp4", false), 2, "3 frames were held"))
                .contains(": 2 frames, 0.1 s. 3 frames were held. The clip breaks off. Open it with: ");
    }

    @Test
    void quotesWhatTheShellWouldTakeApart() {
        assertThat(goodbye(new SessionOutput.FileOutput("my face's.mp4", false), 1, ""))
                .contains(": 1 frame, ")
                .endsWith("open 'my face'\\''s.mp4'");
    }

    @Test
    void opensTheFolderOfPictures() {
        assertThat(goodbye(new SessionOutput.PictureOutput("/shot/%06d.png", false), 2, ""))
                .endsWith("open /shot/");
    }

    @Test
    void namesTheFastWayWhereALongFilmIsDrawnSlowly() {
        assertThat(beginning("marotte-neural 11", 4_500))
                .isEqualTo("marotte: 4500 frames are drawn by marotte-neural; "
                        + "--generator landmark-warp draws them in a fraction of the time");
        assertThat(beginning("marotte-neural 11", 250)).isEmpty();
        assertThat(beginning("landmark-warp 16", 4_500)).isEmpty();
    }

    private static String beginning(String generator, long frames) {
        StringWriter text = new StringWriter();
        try (var screen = new Screen(new PrintWriter(text, true), null)) {
            screen.begins(generator, frames);
        }
        return text.toString().strip();
    }

    private static String goodbye(SessionOutput output, long frames, String exceptions) {
        Ended ended = new Ended(EndReason.COMPLETED, exceptions, Instant.EPOCH);
        Session session = new Session(
                ID,
                new IdentityRef("mona", 1),
                Profile.LOSSLESS,
                MotionPresets.plain(false),
                new SessionSource.FileSource("clip.mp4"),
                List.of(output),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.EPOCH, "a test"),
                ended);
        StageReport sink = new StageReport(
                ID, StageName.SINK, Instant.EPOCH, frames, frames, new Pts(frames * 40_000), OutcomeCounts.NONE, "");
        String remark = exceptions.isEmpty() ? "" : "the clip breaks off";
        return Screen.goodbye(new SessionResult(session, ended, Optional.of(sink), remark));
    }
}
