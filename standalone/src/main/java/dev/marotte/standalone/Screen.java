package dev.marotte.standalone;

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

    static String goodbye(SinkReport report) {
        Pts length = report.rate().timeOf(report.frames());
        return String.format(
                Locale.ROOT,
                "%s is ready: %s, %.1f s at %.4g a second. Open it with: %s",
                report.output().path(),
                report.frames() == 1 ? "1 frame" : report.frames() + " frames",
                length.seconds(),
                report.rate().perSecond(),
                opener(report.output()));
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
