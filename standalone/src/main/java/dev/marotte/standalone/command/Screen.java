package dev.marotte.standalone.command;

import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.StageReport;
import dev.marotte.standalone.session.ProgressListener;
import dev.marotte.standalone.session.SessionResult;
import java.io.Console;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The output of a job: a progress bar on a terminal, else lines; at the end how to open the result. */
final class Screen implements AutoCloseable, ProgressListener {
    /** Number of frames from which a hint at a faster way is worth a line: a minute of film. */
    private static final long MANY = 1_500;

    private static final String SLOW = "marotte-neural";

    private final PrintWriter err;
    private final boolean terminal;
    private Progress watching = new Silence();
    private Progress progress = new Silence();

    /** @param console of the process, where there is one */
    Screen(PrintWriter err, @Nullable Console console) {
        this.err = err;
        terminal = console != null && console.isTerminal();
    }

    @Override
    public void begins(String generator, long frames) {
        if (frames >= MANY && generator.startsWith(SLOW)) {
            err.println("marotte: " + frames + " frames are drawn by " + SLOW
                    + "; --generator landmark-warp draws them in a fraction of the time");
            err.flush();
        }
    }

    @Override
    public void lookedAt(long frames) {
        if (watching instanceof Silence) {
            watching = terminal
                    ? new BarProgress(err, "looking", 0)
                    : new PlainProgress(err, " looked at", 0, InstantSource.system());
        }
        watching.done(frames);
    }

    @Override
    public void progress(long frames, long expected) {
        if (progress instanceof Silence) {
            watching.close();
            progress = terminal
                    ? new BarProgress(err, "animating", expected)
                    : new PlainProgress(err, "", expected, InstantSource.system());
        }
        progress.done(frames);
    }

    @Override
    public void waitsForOthers() {
        err.println("marotte: done, and works on for another marotte that has joined this one");
        err.flush();
    }

    /** Says what was made, what went wrong, and how to open the result. */
    static String goodbye(SessionResult result) {
        List<SessionOutput> outputs = result.session().outputs();
        return String.format(
                Locale.ROOT,
                "%s %s: %s. %s%sOpen it with: %s",
                outputs.stream().map(Screen::path).collect(Collectors.joining(", ")),
                outputs.size() == 1 ? "is ready" : "are ready",
                result.sink().map(Screen::length).orElse("nothing more to say"),
                sentence(result.ended().sentence()),
                sentence(result.remark()),
                opener(outputs.getFirst()));
    }

    private static String length(StageReport sink) {
        return String.format(
                Locale.ROOT,
                "%s, %.1f s",
                sink.frames() == 1 ? "1 frame" : sink.frames() + " frames",
                sink.upTo().seconds());
    }

    private static String sentence(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ". ";
    }

    private static String path(SessionOutput output) {
        return switch (output) {
            case SessionOutput.FileOutput(String path, boolean _) -> path;
            case SessionOutput.PictureOutput(String pattern, boolean _) -> pattern;
            case SessionOutput.StreamOutput(String address) -> address;
            case SessionOutput.SegmentOutput(String path) -> path;
            case SessionOutput.PageOutput() -> "the page";
        };
    }

    /** A command line for the shell, quoted where necessary. */
    private static String opener(SessionOutput output) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "open " : "xdg-open ") + quoted(opened(output));
    }

    /** What to open; for pictures, their folder. */
    private static String opened(SessionOutput output) {
        String path = path(output);
        return output instanceof SessionOutput.PictureOutput && !path.endsWith("/")
                ? path.substring(0, path.lastIndexOf('/') + 1)
                : path;
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() {
        watching.close();
        progress.close();
    }

    /** Shows nothing, before the clip is known. */
    private static final class Silence implements Progress {
        @Override
        public void done(long frames) {}

        @Override
        public void close() {}
    }
}
