package dev.marotte.studio.live;

import dev.marotte.schemas.RenderedMessage.Rendered;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the last frames of a session took, by step, in milliseconds. Any thread. */
final class StepTimes {
    private static final int KEPT = 128;
    private static final double MICROS = 1_000;

    /** The steps of a frame between its capture and the studio's sending. */
    enum Step {
        /** From capture to the server, network and browser's encoder. */
        UP,
        /** From the server's receipt into Kafka. */
        INGEST,
        /** Landmarks and all hops. */
        TRACK,
        RENDER,
        /** From rendered to encoded for viewers. */
        PAGE,
        /** All of it. */
        TOTAL
    }

    private final Map<Step, long[]> micros = new LinkedHashMap<>();
    private final Map<Step, Integer> counts = new LinkedHashMap<>();

    StepTimes() {
        for (Step step : Step.values()) {
            micros.put(step, new long[KEPT]);
            counts.put(step, 0);
        }
    }

    synchronized void note(Step step, long took) {
        int count = counts.getOrDefault(step, 0);
        micros.getOrDefault(step, new long[KEPT])[count % KEPT] = Math.max(0, took);
        counts.put(step, count + 1);
    }

    /** Notes what the renderer reports on a frame. */
    void note(Rendered frame, long renderedAtMicros) {
        long drawing = frame.times().retargetMicros()
                + frame.times().renderMicros()
                + frame.times().encodeMicros();
        note(Step.RENDER, drawing);
        note(Step.TRACK, renderedAtMicros - frame.timing().captureMicros() - drawing);
    }

    /** The median of a step; 0 if nothing is known. */
    double median(Step step) {
        return quantile(step, 0.5);
    }

    synchronized double quantile(Step step, double share) {
        int known = Math.min(KEPT, counts.getOrDefault(step, 0));
        if (known == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros.getOrDefault(step, new long[KEPT]), known);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(known - 1L, Math.round(share * (known - 1)))] / MICROS;
    }
}
