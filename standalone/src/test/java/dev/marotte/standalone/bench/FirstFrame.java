package dev.marotte.standalone.bench;

import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the first frame of a session was where, in milliseconds since the epoch.
 *
 * @param opened the session was asked for
 * @param captured the source gave the frame
 * @param frameSent by ingest
 * @param outcomeSent by the renderer
 * @param outcome what became of it
 */
record FirstFrame(long opened, long captured, long frameSent, long outcomeSent, RenderedMessage outcome) {
    boolean isRendered() {
        return outcome instanceof Rendered;
    }

    private long drawn() {
        return outcome instanceof Rendered frame
                ? (frame.times().retargetMicros()
                                + frame.times().renderMicros()
                                + frame.times().encodeMicros())
                        / 1000
                : 0;
    }

    /** Medians and single values of each step. */
    static String table(List<FirstFrame> firsts) {
        return Stream.of(
                        line("opened to captured", firsts, first -> first.captured - first.opened),
                        line("captured to in Kafka", firsts, first -> first.frameSent - first.captured),
                        line("in Kafka to rendered", firsts, first -> first.outcomeSent - first.frameSent),
                        line("of these drawn and coded", firsts, FirstFrame::drawn),
                        line("captured to rendered", firsts, first -> first.outcomeSent - first.captured))
                .collect(Collectors.joining());
    }

    private static String line(String step, List<FirstFrame> firsts, ToLongFunction<FirstFrame> millis) {
        List<Long> sorted = firsts.stream().map(millis::applyAsLong).sorted().toList();
        return String.format(Locale.ROOT, "%s: median %d ms of %s%n", step, sorted.get(sorted.size() / 2), sorted);
    }
}
