package dev.marotte.standalone;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** For terminals: one bar with frames, frames a second and the time left, drawn by the library's own thread. */
final class BarProgress implements Progress {
    private static final int REDRAW_MILLIS = 200;

    private final ProgressBar bar;

    /** @param total frames of the whole job, 0 where it is not known */
    BarProgress(long total) {
        bar = new ProgressBarBuilder()
                .setTaskName("animating")
                .setInitialMax(total > 0 ? total : -1)
                .setUnit(" frames", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .showSpeed()
                .build();
    }

    @Override
    public void done(long frames) {
        bar.stepTo(frames);
    }

    @Override
    public void close() {
        bar.close();
    }
}
