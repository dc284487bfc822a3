package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes the same clip to several outputs, or to none if a session is read only for its counts. Each output is either complete or absent; outputs
 * finished before one that cannot be finished stay. One thread.
 */
final class FannedOutWriter implements ClipWriter {
    private final List<ClipWriter> writers;

    private FannedOutWriter(List<ClipWriter> writers) {
        this.writers = writers;
    }

    /** Writers that open all of {@code outputs}, or none. */
    static ClipWriters of(List<ClipWriters> outputs) {
        return (rate, sound, first) -> open(outputs, rate, sound, first);
    }

    private static ClipWriter open(List<ClipWriters> outputs, FrameRate rate, Sound sound, Rendered first)
            throws IOException {
        List<ClipWriter> opened = new ArrayList<>();
        FannedOutWriter writer = new FannedOutWriter(opened);
        boolean complete = false;
        try {
            for (ClipWriters output : outputs) {
                opened.add(output.open(rate, sound, first));
            }
            complete = true;
            return writer;
        } finally {
            if (!complete) {
                writer.close();
            }
        }
    }

    @Override
    public void show(Rendered frame) throws IOException {
        for (ClipWriter writer : writers) {
            writer.show(frame);
        }
    }

    @Override
    public void frame() throws IOException {
        for (ClipWriter writer : writers) {
            writer.frame();
        }
    }

    @Override
    public void sound(AudioUnit unit) throws IOException {
        for (ClipWriter writer : writers) {
            writer.sound(unit);
        }
    }

    @Override
    public void finish() throws IOException {
        for (ClipWriter writer : writers) {
            writer.finish();
        }
    }

    @Override
    public void close() {
        closeAll(new ArrayDeque<>(writers));
    }

    /** Closes all, even if one of them cannot be closed. */
    private static void closeAll(Deque<ClipWriter> left) {
        if (!left.isEmpty()) {
            try (ClipWriter _ = left.removeFirst()) {
                closeAll(left);
            }
        }
    }
}
