package dev.marotte.runtime;

/** How a stage is. */
public sealed interface Health {
    /** It is not yet ready to work: models are loaded, tables caught up, partitions awaited. */
    record Starting(String awaits) implements Health {}

    /** It works. */
    record Ready() implements Health {}

    /** It finishes what is in hand and will not take more. */
    record Draining() implements Health {}

    /** It will not work any more in this process. */
    record Failed(String reason) implements Health {}
}
