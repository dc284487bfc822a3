package dev.marotte.standalone;

import dev.marotte.ingest.IngestReport;
import dev.marotte.ingest.Media;
import dev.marotte.schemas.Pts;
import dev.marotte.sink.Output;
import dev.marotte.sink.SinkListener;
import dev.marotte.sink.SinkReport;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a job shows: a bar on a terminal, else lines; at the end how to open the result. */
final class Screen implements AutoCloseable {
    private final PrintWriter err;
    private final boolean terminal;
    private Progress progress = new Silence();

    /** @param console of the process, where there is one */
    Screen(PrintWriter err, @Nullable Console console) {
        this.err = err;
        terminal = console != null && console.isTerminal();
    }

    /** @param total frames of the clip, 0 where it is not known */
    SinkListener watch(long total) {
        progress = terminal ? new BarProgress(err, total) : new PlainProgress(err, total, InstantSource.system());
        return (arrived, _, _) -> progress.done(arrived);
    }

    /** What was made, what did not go as it should, and how to open the result. */
    static String goodbye(AnimationReport report) {
        SinkReport written = report.written();
        Pts length = written.rate().timeOf(written.frames());
        return String.format(
                Locale.ROOT,
                "%s is ready: %s, %.1f s at %.4g a second. %sOpen it with: %s",
                written.output().path(),
                written.frames() == 1 ? "1 frame" : written.frames() + " frames",
                length.seconds(),
                written.rate().perSecond(),
                sentence(written.outcomes().exceptions()) + sentence(brokenOff(report.read())),
                opener(written.output()));
    }

    private static String brokenOff(IngestReport read) {
        return switch (read.completeness()) {
            case Media.Completeness.Whole _ -> "";
            case Media.Completeness.Truncated(String words) -> words;
        };
    }

    private static String sentence(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ". ";
    }

    /** A line for the shell: what it would take apart is quoted. */
    private static String opener(Output output) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path opened = output.form() == Output.Form.PICTURES ? output.folder() : output.path();
        return (system.contains("mac") ? "open " : "xdg-open ") + quoted(opened.toString());
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() {
        progress.close();
    }

    /** Before the clip is known. */
    private static final class Silence implements Progress {
        @Override
        public void done(long frames) {}

        @Override
        public void close() {}
    }
}
