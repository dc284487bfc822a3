package dev.marotte.sink.live;

import dev.marotte.schemas.Picture;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Several writers of the same play-out, or none. One thread. */
final class LiveWriters implements LiveWriter {
    private final List<LiveWriter> writers = new ArrayList<>();

    /** @return the writer, which is closed with this */
    <W extends LiveWriter> W add(W writer) {
        writers.add(writer);
        return writer;
    }

    @Override
    public void show(Picture picture) throws IOException {
        for (LiveWriter writer : writers) {
            writer.show(picture);
        }
    }

    @Override
    public void frame() throws IOException {
        for (LiveWriter writer : writers) {
            writer.frame();
        }
    }

    @Override
    public void sound(float[] samples) throws IOException {
        for (LiveWriter writer : writers) {
            writer.sound(samples);
        }
    }

    @Override
    public void close() {
        closeAll(new ArrayDeque<>(writers));
    }

    /** Closes all, even if one of them cannot be closed. */
    private static void closeAll(Deque<LiveWriter> left) {
        if (!left.isEmpty()) {
            try (LiveWriter _ = left.removeFirst()) {
                closeAll(left);
            }
        }
    }
}
