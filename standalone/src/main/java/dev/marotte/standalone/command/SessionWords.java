package dev.marotte.standalone.command;

import dev.marotte.media.StreamAddress;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.StreamConnection;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes a session in words. */
final class SessionWords {
    private SessionWords() {}

    /** Open, or why it ended. */
    static String state(SessionState state) {
        return switch (state) {
            case SessionState.Open() -> "open";
            case SessionState.Ended ended -> ended.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Everything that is known of a session, one fact a line. */
    static List<String> lines(Session session, List<StageReport> reports) {
        List<String> lines = new ArrayList<>();
        lines.add("session    " + session.id());
        lines.add("state      " + state(session.state()) + detail(session.state()));
        lines.add("identity   " + session.identity().name() + ", version "
                + session.identity().version());
        lines.add("direction  " + direction(session));
        lines.add("profile    " + session.profile().name().toLowerCase(Locale.ROOT));
        lines.add("source     " + source(session.source()));
        session.outputs().forEach(output -> lines.add("output     " + output(output)));
        lines.add("opened     " + session.opening().at().truncatedTo(ChronoUnit.SECONDS) + " by "
                + session.opening().by());
        reports.forEach(report -> lines.addAll(lines(report)));
        return lines;
    }

    /** The settings that may change while the session is open. */
    static String direction(Session session) {
        MotionSettings motion = session.settings().motion();
        LiveControls controls = session.controls();
        return String.format(
                Locale.ROOT,
                "head %.2f, expression %.2f, neutral taken anew %d times%s%s",
                motion.headStrength(),
                motion.expressionStrength(),
                controls.reanchors(),
                controls.frozen() ? ", frozen" : "",
                controls.slate() ? ", slate" : "");
    }

    private static String detail(SessionState state) {
        return state instanceof SessionState.Ended ended && !ended.sentence().isEmpty() ? ": " + ended.sentence() : "";
    }

    private static List<String> lines(StageReport report) {
        List<String> lines = new ArrayList<>();
        String stage = String.format(Locale.ROOT, "%-10s", report.stage().name().toLowerCase(Locale.ROOT));
        String expected = report.expectedFrames() > 0 ? " of " + report.expectedFrames() : "";
        lines.add(String.format(
                Locale.ROOT,
                "%s %d%s frames, %.1f s, at %s",
                stage,
                report.frames(),
                expected,
                report.upTo().seconds(),
                report.at().truncatedTo(ChronoUnit.SECONDS)));
        if (!report.remark().isEmpty()) {
            lines.add(stage + " " + report.remark());
        }
        report.connections().forEach(connection -> lines.add(stage + " " + words(connection)));
        if (!report.counts().equals(OutcomeCounts.NONE)) {
            lines.add(stage + " " + counts(report.counts()));
        }
        return lines;
    }

    private static String words(StreamConnection connection) {
        return String.format(
                Locale.ROOT,
                "%s is %s, was lost %d times, %d frames skipped%s",
                connection.name(),
                connection.state().name().toLowerCase(Locale.ROOT),
                connection.losses(),
                connection.skipped(),
                connection.problem().isEmpty() ? "" : ": " + connection.problem());
    }

    private static String counts(OutcomeCounts counts) {
        return String.format(
                Locale.ROOT,
                "rendered %d, held %d, dropped: late %d, without identity %d, unreadable %d; holes %d, repeated %d",
                counts.rendered(),
                counts.held(),
                counts.droppedLate(),
                counts.droppedNoIdentity(),
                counts.droppedUnreadable(),
                counts.holes(),
                counts.repeated());
    }

    private static String source(SessionSource source) {
        return switch (source) {
            case SessionSource.FileSource(String path) -> path;
            case SessionSource.VoiceSource(String path) -> "voice of " + path;
            case SessionSource.PictureSource(String pattern) -> pattern;
            case SessionSource.StreamSource(String address) -> StreamAddress.shown(address);
            case SessionSource.PushSource() -> "pushed by a client";
            case SessionSource.PushedVoice() -> "voice pushed by a client";
            case SessionSource.RecordingSource recording -> "recording of " + recording.session();
        };
    }

    private static String output(SessionOutput output) {
        return switch (output) {
            case SessionOutput.FileOutput(String path, boolean _) -> path;
            case SessionOutput.PictureOutput(String pattern, boolean _) -> pattern;
            case SessionOutput.StreamOutput(String address) -> StreamAddress.shown(address);
            case SessionOutput.SegmentOutput(String path) -> path;
            case SessionOutput.PageOutput() -> "page";
        };
    }
}
