package dev.marotte.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** For logs and pipes: a line every few seconds. One thread. */
final class PlainProgress implements Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final String work;
    private final long total;
    private final InstantSource clock;
    private final Instant start;
    private Instant said;
    private long framesSaid;

    /**
     * Begins to report progress.
     *
     * @param work a word to follow "frames", with a leading blank; empty for the job itself
     * @param total frames of the whole job, 0 if unknown
     */
    PlainProgress(PrintWriter out, String work, long total, InstantSource clock) {
        this.out = out;
        this.work = work;
        this.total = total;
        this.clock = clock;
        start = clock.instant();
        said = start;
    }

    @Override
    public void done(long frames) {
        Instant now = clock.instant();
        Duration since = Duration.between(said, now);
        if (since.compareTo(EVERY) < 0 || frames == framesSaid) {
            return;
        }
        double rate = (frames - framesSaid) / (since.toMillis() / 1e3);
        out.println(line(frames, rate));
        out.flush();
        said = now;
        framesSaid = frames;
    }

    private String line(long frames, double rate) {
        if (total <= frames) {
            return String.format(Locale.ROOT, "%d frames%s, %s", frames, work, speed(rate));
        }
        long left = Math.round((total - frames) / rate);
        return String.format(Locale.ROOT, "%d of %d frames%s, %s, %d s left", frames, total, work, speed(rate), left);
    }

    private static String speed(double rate) {
        return rate < 1
                ? String.format(Locale.ROOT, "%.1f s a frame", 1 / rate)
                : String.format(Locale.ROOT, "%.0f a second", rate);
    }

    @Override
    public void close() {
        out.flush();
    }
}
