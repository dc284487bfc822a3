package dev.marotte.runtime;

import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerCluster;
import dev.marotte.broker.testing.BrokerFault;
import dev.marotte.broker.testing.BrokerNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker that leads the frames of live work fails in each way there is, again and again, while live clients and patient ones pass numbers on. How long
 * either paused is printed. {@code -Dpauses=N} says how often each fault comes.
 */
@Timeout(1800)
final class LiveClientsIT {
    private static final int ROUNDS = Integer.getInteger("pauses", 1);
    /** Less than Kafka's clients wait for an answer by themselves, and more than a busy machine takes to find another leader. */
    private static final Duration MOST = Duration.ofSeconds(Integer.getInteger("pauses.seconds", 20));

    /** Of a fault, at least. */
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("pauses.fault.seconds", 6));

    /** Until brokers that were struck have caught up on a busy machine. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(5);
    /** Written in about two seconds. */
    private static final int NUMBERS = 20;

    private static final LiveChain.Way LIVE = new LiveChain.Way("live-frames", "live-rendered");
    private static final LiveChain.Way PATIENT = new LiveChain.Way("patient-frames", "patient-rendered");

    @TempDir
    private Path folder;

    @Test
    void liveWorkGoesOnWhileABrokerIsSilent() throws Exception {
        try (var brokers = BrokerCluster.start(folder, 3, Map.of());
                Admin admin = Cluster.at(brokers.bootstrapServers()).admin()) {
            brokers.awaitAll(admin, CATCHING_UP);
            createTopics(admin);
            Cluster cluster = Cluster.at(brokers.bootstrapServers());
            try (var live = LiveChain.begin(cluster.live(), LIVE);
                    var patient = LiveChain.begin(cluster, PATIENT)) {
                for (int round = 1; round <= ROUNDS; round++) {
                    for (BrokerFault fault : brokers.node(0).faults()) {
                        awaitFlow(live, CATCHING_UP);
                        awaitFlow(patient, CATCHING_UP);
                        await().atMost(CATCHING_UP).until(() -> isWhole(admin));
                        say(fault, "before", live, patient);
                        strike(fault, brokers.node(leader(admin) - 1), live);
                        awaitFlow(patient, CATCHING_UP);
                        say(fault, "during", live, patient);
                    }
                }
            }
        }
    }

    private static void say(BrokerFault fault, String when, LiveChain live, LiveChain patient) {
        System.out.printf(
                "%s %s: live work paused for %d ms at most, patient for %d ms%n",
                when,
                fault,
                live.takeLongest().toMillis(),
                patient.takeLongest().toMillis());
    }

    /** Where another broker can take over, live work goes on before the fault has ended; otherwise soon afterwards. */
    private static void strike(BrokerFault fault, BrokerNode broker, LiveChain live) throws Exception {
        broker.begin(fault);
        long begin = System.nanoTime();
        if (isNoticedByOthers(fault)) {
            awaitFlow(live, MOST);
        }
        await().atMost(CATCHING_UP).until(() -> System.nanoTime() - begin > LASTS.toNanos());
        broker.end(fault);
        awaitFlow(live, MOST);
    }

    /** Whether controllers learn of it, and give its partitions to another broker. */
    private static boolean isNoticedByOthers(BrokerFault fault) {
        return switch (fault) {
            case KILLED, SUSPENDED, CUT_OFF_FROM_BROKERS, DISK_FULL -> true;
            case CUT_OFF_FROM_CLIENTS, SLOWED -> false;
        };
    }

    /** Until what is written from now on has come through. */
    private static void awaitFlow(LiveChain chain, Duration most) {
        long later = chain.written() + NUMBERS;
        await().atMost(most).until(() -> chain.hasArrived(later));
    }

    private static void createTopics(Admin admin) throws Exception {
        List<NewTopic> topics = Stream.of(LIVE.from(), LIVE.to(), PATIENT.from(), PATIENT.to())
                .map(name -> new NewTopic(name, 1, (short) 3))
                .toList();
        admin.createTopics(topics).all().get();
    }

    private static int leader(Admin admin) throws Exception {
        return partitions(admin, Set.of(LIVE.from())).getFirst().leader().id();
    }

    private static boolean isWhole(Admin admin) throws Exception {
        try {
            Set<String> all = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return partitions(admin, all).stream()
                    .allMatch(partition -> partition.isr().size() == 3);
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private static List<TopicPartitionInfo> partitions(Admin admin, Set<String> topics) throws Exception {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .map(TopicDescription::partitions)
                .flatMap(List::stream)
                .toList();
    }
}
