package dev.marotte.runtime;

/** The health of a stage. */
public sealed interface Health {
    /** The stage is not ready yet: it loads models, catches up with tables or waits for partitions. */
    record Starting(String awaits) implements Health {}

    /** The stage works. */
    record Ready() implements Health {}

    /** The stage finishes what is in flight and takes no more. */
    record Draining() implements Health {}

    /** The stage has failed and will not work again in this process. */
    record Failed(String reason) implements Health {}
}
