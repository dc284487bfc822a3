package dev.marotte.schemas;

/** Which face of several drives. */
public sealed interface FaceChoice {
    /** The largest face when tracking starts. */
    record Largest() implements FaceChoice {}

    /** The {@code number}-th face from the left, from 1. */
    record Numbered(int number) implements FaceChoice {
        public Numbered {
            if (number < 1) {
                throw new IllegalArgumentException("faces are numbered from 1, from left to right");
            }
        }
    }
}
