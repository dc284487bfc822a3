package dev.marotte.sink.live;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** An output that is connected. Owns native memory; one thread. */
public interface OutputMuxer extends AutoCloseable {
    /** @throws IOException in words for people, if the other side is gone or takes nothing in time */
    void write(EncodedUnit unit) throws IOException;

    /** Tells the other side that it is over, where it is still there. */
    @Override
    void close();

    /** The way to an output. */
    @FunctionalInterface
    interface Opener {
        /**
         * Connects; the caller closes it.
         *
         * @param unwanted asked while the other side is waited for; once true, that ends soon
         * @throws IOException in words for people, if the other side is not there in time
         */
        OutputMuxer open(EncodedForm form, BooleanSupplier unwanted) throws IOException;
    }
}
