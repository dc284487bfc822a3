package dev.marotte.standalone.cluster;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.standalone.cluster.LiveHop.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches how far live sessions come at each {@link LiveHop}, on a thread of its own, and keeps the times in which nothing came. They are told by the clocks
 * of those who sent, so that the watch may itself wait for a broker.
 */
final class LiveWatch implements AutoCloseable {
    private final Cluster cluster;
    private final Map<LiveHop, Map<SessionId, Progress>> hops = new EnumMap<>(LiveHop.class);
    private final Thread thread = Thread.ofPlatform().name("live-watch").unstarted(this::follow);
    private volatile boolean stopped;

    private LiveWatch(Cluster cluster, Set<SessionId> sessions) {
        this.cluster = cluster;
        for (LiveHop hop : LiveHop.values()) {
            hops.put(
                    hop, sessions.stream().collect(Collectors.toMap(Function.identity(), id -> new Progress(hop, id))));
        }
    }

    /** Watches from now on. */
    static LiveWatch begin(Cluster cluster, List<Session> sessions) {
        LiveWatch watch =
                new LiveWatch(cluster, sessions.stream().map(Session::id).collect(Collectors.toSet()));
        watch.thread.start();
        return watch;
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of("isolation.level", "read_uncommitted"))) {
            List<TopicPartition> partitions = LiveHop.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!stopped) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        LiveHop hop = LiveHop.of(record.topic());
        hop.sighting(record).ifPresent(sighting -> {
            Progress progress = hops.get(hop).get(sighting.session());
            if (progress != null) {
                progress.note(sighting);
            }
        });
    }

    /** Ends it; a session that does not go on pauses until now. Closing it again does nothing. */
    @Override
    public void close() throws InterruptedException {
        if (!stopped) {
            stopped = true;
            thread.join();
            at(LiveHop.OUTCOMES).values().forEach(progress -> progress.goOn(Instant.now()));
        }
    }

    /** Where the sessions stand at a hop; asked for after it was closed. */
    Map<SessionId, Progress> at(LiveHop hop) {
        return hops.get(hop);
    }

    /** All pauses; asked for after it was closed. */
    List<Pause> pauses() {
        return hops.values().stream()
                .flatMap(sessions -> sessions.values().stream())
                .flatMap(progress -> progress.pauses().stream())
                .toList();
    }

    /** A time in which a live session did not go on. */
    record Pause(LiveHop hop, SessionId session, Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }

        /** How much of it lies in a span of time. */
        Duration within(Instant begin, Instant end) {
            Instant later = from.isAfter(begin) ? from : begin;
            Instant earlier = to.isBefore(end) ? to : end;
            return later.isBefore(earlier) ? Duration.between(later, earlier) : Duration.ZERO;
        }

        @Override
        public String toString() {
            return session + " " + hop + " " + length().toMillis() + " ms from " + from;
        }
    }

    /** How far a live session came. On the watch's thread until that has ended. */
    static final class Progress {
        /** Shorter ones are the time between two frames, on a busy machine. */
        private static final Duration SHORTEST = Duration.ofSeconds(1);

        private final LiveHop hop;
        private final SessionId session;
        private final List<Pause> pauses = new ArrayList<>();
        private long place = -1;
        private Instant last = Instant.EPOCH;
        private boolean ended;

        Progress(LiveHop hop, SessionId session) {
            this.hop = hop;
            this.session = session;
        }

        private void note(Sighting sighting) {
            if (hop.isFurther(place, sighting.place())) {
                goOn(sighting.at());
                place = sighting.place();
                ended |= sighting.last();
            }
        }

        private void goOn(Instant at) {
            Pause pause = new Pause(hop, session, last, at);
            if (place >= 0 && !ended && pause.length().compareTo(SHORTEST) > 0) {
                pauses.add(pause);
            }
            last = at;
        }

        long place() {
            return place;
        }

        List<Pause> pauses() {
            return List.copyOf(pauses);
        }
    }
}
