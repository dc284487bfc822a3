package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.WatchedSource;
import dev.marotte.ingest.WatchedSource.Watcher;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.sink.Inlet;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Watches one run from both ends of the chain. Each end is one thread; what was measured is asked for after both have ended. */
final class BenchMeter implements Instruments {
    private final Order order;
    private final UnaryOperator<DrivingSource> clip;
    private final InstantSource clock;
    private final CpuMeter cpu = new CpuMeter();
    private final List<Arrival> arrivals = new ArrayList<>();
    private volatile Reading start = new Reading(Instant.EPOCH, Map.of());
    private volatile Reading end = start;
    private volatile long ingestNanos;

    /** @param clip what is played instead of the clip that is given */
    BenchMeter(Order order, UnaryOperator<DrivingSource> clip, InstantSource clock) {
        this.order = order;
        this.clip = clip;
        this.clock = clock;
    }

    @Override
    public Order order() {
        return order;
    }

    @Override
    public DrivingSource around(DrivingSource source) {
        return new WatchedSource(clip.apply(source), new Reader());
    }

    @Override
    public Inlet around(Inlet inlet) {
        return new ObservedInlet(inlet);
    }

    /** When the first frame was read, and what had been computed until then. */
    Reading start() {
        return start;
    }

    /** When the last frame had come to the sink. */
    Reading end() {
        return end;
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    private Reading read() {
        return new Reading(clock.instant(), cpu.read(ingestNanos));
    }

    /** A moment, and nanoseconds of one core that each part has computed until then. */
    record Reading(Instant at, Map<CpuMeter.Part, Long> nanos) {}

    /** A rendered frame that came to the sink. */
    record Arrival(Instant at, long latencyMicros, StageTimes times) {
        static Arrival of(Rendered frame, Instant at) {
            long latency = ChronoUnit.MICROS.between(Instant.EPOCH, at) - frame.captureMicros();
            return new Arrival(at, latency, frame.times());
        }
    }

    private final class ObservedInlet implements Inlet {
        private final Inlet inlet;

        ObservedInlet(Inlet inlet) {
            this.inlet = inlet;
        }

        @Override
        public List<Received> poll() {
            List<Received> received = inlet.poll();
            for (Received message : received) {
                if (message instanceof Received.OfFrame(RenderedMessage outcome)) {
                    note(outcome);
                }
            }
            return received;
        }

        /** Keeps times and not pictures. */
        private void note(RenderedMessage outcome) {
            switch (outcome) {
                case Rendered frame -> arrivals.add(Arrival.of(frame, clock.instant()));
                case RenderedMessage.EndOfRendered _ -> end = read();
                case RenderedMessage.Held _, RenderedMessage.Dropped _ -> {}
            }
        }

        @Override
        public void close() {
            inlet.close();
        }
    }

    private final class Reader implements Watcher {
        private boolean begun;

        @Override
        public Media next(DrivingSource source) throws IOException {
            if (!begun) {
                begun = true;
                start = read();
            }
            Media media = source.next();
            if (media instanceof Media.End) {
                ingestNanos = cpu.ofThisThread();
            }
            return media;
        }
    }
}
