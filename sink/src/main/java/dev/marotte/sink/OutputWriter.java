package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Writes one output; on failure, explains why in a sentence that names the output. One thread. */
final class OutputWriter implements ClipWriter {
    private final Output output;
    private final ClipWriter writer;

    private OutputWriter(Output output, ClipWriter writer) {
        this.output = output;
        this.writer = writer;
    }

    /** Writers that refuse {@code output} where {@code writers} would fail. */
    static ClipWriters of(Output output, ClipWriters writers) {
        return (rate, sound, first) -> {
            try {
                return new OutputWriter(output, writers.open(rate, sound, first));
            } catch (ClosedByInterruptException told) {
                throw told;
            } catch (IOException e) {
                throw output.refused(e);
            }
        };
    }

    @Override
    public void show(Rendered frame) throws IOException {
        write(() -> writer.show(frame));
    }

    @Override
    public void frame() throws IOException {
        write(writer::frame);
    }

    @Override
    public void sound(AudioUnit unit) throws IOException {
        write(() -> writer.sound(unit));
    }

    @Override
    public void finish() throws IOException {
        write(writer::finish);
    }

    private void write(Step step) throws IOException {
        try {
            step.run();
        } catch (ClosedByInterruptException told) {
            throw told;
        } catch (IOException e) {
            throw output.refused(e);
        }
    }

    /** A step that the disk may refuse. */
    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void close() {
        writer.close();
    }
}
