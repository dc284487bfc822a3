package dev.marotte.standalone.cluster;

import dev.marotte.broker.testing.BrokerNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Strikes processes of a cluster by chance, one at a time: killed, or stopped for longer than others wait for it. One thread. */
final class Strikes {
    /** Of a broker that was struck, until it has caught up with the others. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(2);

    private static final Duration LONGER_THAN_OTHERS_WAIT = TestCluster.SESSION_TIMEOUT.plusSeconds(2);
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    private final TestCluster cluster;
    private final Random random;

    Strikes(TestCluster cluster, long seed) {
        this.cluster = cluster;
        random = new Random(seed);
    }

    /** Strikes once, after a pause; returns what was done, in words. */
    String next() throws IOException, InterruptedException {
        rest(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
        cluster.startAgainWhatEnded();
        int targets = cluster.stages().size() + cluster.brokers().size();
        int target = random.nextInt(targets);
        boolean kills = random.nextInt(10) < 7;
        return target < cluster.stages().size()
                ? strike(cluster.stages().get(target), kills)
                : strikeBroker(target - cluster.stages().size(), kills);
    }

    private String strike(StageProcess stage, boolean kills) throws IOException, InterruptedException {
        if (kills) {
            stage.kill();
            stage.startAgainIfEnded();
            return stage + " killed";
        }
        stage.suspend();
        rest(LONGER_THAN_OTHERS_WAIT);
        stage.resume();
        return stage + " stopped";
    }

    private String strikeBroker(int number, boolean kills) throws IOException, InterruptedException {
        awaitWhole();
        BrokerNode broker = cluster.brokers().node(number);
        if (kills) {
            broker.kill();
            broker.restart();
            return "broker " + number + " killed";
        }
        broker.suspend();
        rest(LONGER_THAN_OTHERS_WAIT);
        broker.resume();
        return "broker " + number + " stopped";
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
