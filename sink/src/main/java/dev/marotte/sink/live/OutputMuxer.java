package dev.marotte.sink.live;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A connected output. Owns native memory; one thread. */
public interface OutputMuxer extends AutoCloseable {
    /** @throws IOException with a message for the user, if the other side is gone or takes nothing in time */
    void write(EncodedUnit unit) throws IOException;

    /** Notes that the output is over, so that {@link #close} tells players to stop. Otherwise they wait for whoever takes over. */
    void finish();

    /** Closes the connection, in a second at most; a file is whole then. */
    @Override
    void close();

    /** Opens an output. */
    @FunctionalInterface
    interface Opener {
        /**
         * Connects; the caller closes it.
         *
         * @param unwanted polled while waiting for the other side; once it is true, the wait ends soon
         * @throws IOException with a message for the user, if the other side is not there in time
         */
        OutputMuxer open(EncodedForm form, BooleanSupplier unwanted) throws IOException;
    }
}
