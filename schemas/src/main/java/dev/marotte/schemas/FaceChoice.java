package dev.marotte.schemas;

/** Which of several faces drives the session. */
public sealed interface FaceChoice {
    /** The largest face when tracking starts. */
    record LargestFace() implements FaceChoice {}

    /** The {@code number}-th face from the left, from 1. */
    record NumberedFace(int number) implements FaceChoice {
        public NumberedFace {
            if (number < 1) {
                throw new IllegalArgumentException("faces are numbered from 1, from left to right");
            }
        }
    }
}
