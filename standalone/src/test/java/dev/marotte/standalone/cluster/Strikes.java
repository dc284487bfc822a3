package dev.marotte.standalone.cluster;

import dev.marotte.broker.testing.BrokerFault;
import dev.marotte.broker.testing.BrokerNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Strikes stages and brokers of a cluster by chance, one at a time: killed, stopped for longer than others wait, or any other {@link BrokerFault}. One thread. */
final class Strikes {
    /** Of a broker that was struck, until it has caught up with the others. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(2);

    private static final Duration LONGER_THAN_OTHERS_WAIT = TestCluster.SESSION_TIMEOUT.plusSeconds(2);
    private static final int LONGEST_PAUSE_MILLIS = 3_000;
    /** Killed or stopped. */
    private static final int WAYS_TO_STRIKE_A_STAGE = 2;

    private final TestCluster cluster;
    private final Random random;
    private final InstantSource clock = InstantSource.system();
    private final List<Strike> done = new ArrayList<>();

    Strikes(TestCluster cluster, long seed) {
        this.cluster = cluster;
        random = new Random(seed);
    }

    /**
     * What was done.
     *
     * @param kind of thing that was struck, and how
     */
    record Strike(String kind, String what, Instant begin, Instant end) {
        @Override
        public String toString() {
            return kind + " (" + what + ")";
        }
    }

    /** Strikes once, after a pause; returns what was done. Stages and brokers have their turn as often as there are ways to strike them. */
    Strike next() throws IOException, InterruptedException {
        Strike strike = any();
        done.add(strike);
        return strike;
    }

    /** All so far, in their order. */
    List<Strike> done() {
        return List.copyOf(done);
    }

    private Strike any() throws IOException, InterruptedException {
        rest(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
        cluster.startAgainWhatEnded();
        int ofStages = cluster.stages().size() * WAYS_TO_STRIKE_A_STAGE;
        int ofBrokers = IntStream.range(0, cluster.brokers().size())
                .map(number -> cluster.brokers().node(number).faults().size())
                .sum();
        return random.nextInt(ofStages + ofBrokers) < ofStages
                ? strike(any(cluster.stages()), random.nextInt(10) < 7)
                : strikeBroker(random.nextInt(cluster.brokers().size()));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Strike strike(StageProcess stage, boolean kills) throws IOException, InterruptedException {
        Instant begin = clock.instant();
        if (kills) {
            stage.kill();
            stage.startAgainIfEnded();
        } else {
            stage.suspend();
            rest(LONGER_THAN_OTHERS_WAIT);
            stage.resume();
        }
        return new Strike("stage " + (kills ? "killed" : "suspended"), stage.toString(), begin, clock.instant());
    }

    private Strike strikeBroker(int number) throws IOException, InterruptedException {
        awaitWhole();
        BrokerNode broker = cluster.brokers().node(number);
        BrokerFault fault = any(broker.faults());
        Instant begin = clock.instant();
        broker.begin(fault);
        if (fault != BrokerFault.KILLED) {
            rest(LONGER_THAN_OTHERS_WAIT);
        }
        broker.end(fault);
        String kind = "broker " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Strike(kind, Integer.toString(number), begin, clock.instant());
    }

    /** One broker may be missing and not two. */
    private void awaitWhole() throws InterruptedException {
        long end = System.nanoTime() + CATCHING_UP.toNanos();
        while (!cluster.isWhole()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the brokers have not caught up within " + CATCHING_UP);
            }
            rest(Duration.ofMillis(200));
        }
    }

    private static void rest(Duration time) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
