package dev.marotte.standalone.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Standard output that remembers why it could not be written, which a {@link PrintWriter} hides: a list that a full disk cut short must not
 * look complete. A reader that closes early, such as {@code head}, is no failure. One thread.
 */
public final class StandardOutput extends FilterOutputStream {
    private static final String READER_GONE = "Broken pipe";

    private Optional<String> failure = Optional.empty();

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** The standard output of this process. */
    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** The writer that commands print to, in the user's encoding. */
    public PrintWriter writer() {
        return new PrintWriter(this, true, Charset.forName(System.getProperty("stdout.encoding", "UTF-8")));
    }

    /** Why some of the output is missing. */
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        attempt(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    private void attempt(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException e) {
            String why = PlainErrors.firstLine(e);
            if (failure.isEmpty() && !why.equals(READER_GONE)) {
                failure = Optional.of(why);
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
