package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.schemas.Session;
import dev.marotte.sink.FrameRate;
import dev.marotte.sink.RateChoice;
import dev.marotte.sink.SinkListener;

/**
 * One run of a session.
 *
 * @param source of the driving clip; stays the caller's
 * @param listener is told how far the result is
 */
record Play(Session session, AnimateRequest request, DrivingSource source, SinkListener listener) {
    /** The rate asked for; where it is the clip's own, with what the clip declares. */
    RateChoice rate() {
        return switch (request.rate()) {
            case RateChoice.Fixed fixed -> fixed;
            case RateChoice.AsDriven _ ->
                new RateChoice.AsDriven(FrameRate.declared(source.facts().framesPerSecond()));
        };
    }
}
