package dev.marotte.standalone;

import dev.marotte.schemas.Pts;
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
        Path result = report.output().path();
        Pts length = report.rate().timeOf(report.frames());
        return String.format(
                Locale.ROOT,
                "%s is ready: %d frames, %.1f s at %.4g a second. Open it with: %s",
                result,
                report.frames(),
                length.seconds(),
                report.rate().perSecond(),
                opener(result));
    }

    private static String opener(Path result) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String opener = system.contains("mac") ? "open" : system.contains("windows") ? "start" : "xdg-open";
        return opener + " " + result;
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
