package dev.marotte.standalone.command;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** For terminals: one bar with frames, frames a second and the time left, drawn by the library's own thread. */
final class BarProgress implements Progress {
    private static final int REDRAW_MILLIS = 200;
    /** Width of the narrowest usual terminal. Asking the terminal would make the library take over its signals, Ctrl-C among them. */
    private static final int COLUMNS = 80;

    private final PrintWriter err;
    private final ProgressBar bar;
    private boolean open = true;

    /** @param total frames of the whole job, 0 if unknown */
    BarProgress(PrintWriter err, String work, long total) {
        this.err = err;
        bar = new ProgressBarBuilder()
                .setTaskName(work)
                .setInitialMax(total > 0 ? total : -1)
                .setUnit(" frames", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, COLUMNS - 1))
                .showSpeed()
                .build();
    }

    private void draw(String line) {
        err.print("\r" + line);
        err.flush();
    }

    @Override
    public void done(long frames) {
        bar.stepTo(frames);
    }

    /** Leaves the bar as it is and continues below it; a second call does nothing. */
    @Override
    public void close() {
        if (open) {
            open = false;
            bar.close();
            err.println();
        }
    }
}
