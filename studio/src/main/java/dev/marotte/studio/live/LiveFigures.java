package dev.marotte.studio.live;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.studio.live.StepTimes.Step;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a watched session.
 *
 * @param viewers in pages of this process
 * @param steps medians in milliseconds by the step's name
 * @param p99 from capture to sent, in milliseconds
 * @param counts since the studio began to watch it
 */
public record LiveFigures(int viewers, Map<String, Double> steps, double p99, OutcomeCounts counts) {
    static LiveFigures of(Broadcast broadcast) {
        Map<String, Double> steps = new LinkedHashMap<>();
        for (Step step : Step.values()) {
            steps.put(step.name().toLowerCase(Locale.ROOT), broadcast.steps().median(step));
        }
        return new LiveFigures(
                broadcast.viewerCount(), steps, broadcast.steps().quantile(Step.TOTAL, 0.99), broadcast.counts());
    }
}
