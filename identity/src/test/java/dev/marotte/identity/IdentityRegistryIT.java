package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdentityRegistryIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final EnrolledIdentity SOMEBODY = TestIdentity.of("test 1", 2_000_000);

    @RegisterExtension
    private static final BrokerWithTopics BROKER = BrokerWithTopics.start(2);

    private static final Cluster CLUSTER = Cluster.at(BROKER.bootstrapServers());

    @Test
    void worksBesideAnyNumberOfOthers() {
        try (IdentityRegistry studio = registry();
                IdentityRegistry command = registry();
                IdentityCatalogue catalogue = catalogue()) {
            IdentityRef anna = studio.enrol("anna", new Consent.ForOneSession(), SOMEBODY);
            command.enrol("berta", new Consent.Stated("agreed"), SOMEBODY);
            IdentityRef newer = studio.enrol("anna", new Consent.Stated("agreed again"), SOMEBODY);
            assertThat(catalogue.newest("anna")).isEmpty();

            catalogue.refresh();
            assertThat(catalogue.newest("anna").map(Manifest::ref)).contains(newer);
            assertThat(catalogue.newest("anna").map(Manifest::consent)).contains(new Consent.Stated("agreed again"));
            assertThat(catalogue.versions("anna")).extracting(Manifest::ref).containsExactly(anna, newer);
            assertThat(catalogue.enrolled())
                    .extracting(manifest -> manifest.ref().name())
                    .contains("anna", "berta")
                    .isSorted();
        }
    }

    @Test
    void revokesAllVersionsOfANameAndNobodyElse() {
        try (IdentityRegistry registry = registry()) {
            registry.enrol("mona", new Consent.Stated("agreed"), SOMEBODY);
            registry.enrol("mona", new Consent.Stated("agreed"), SOMEBODY);
            registry.enrol("mona lisa", new Consent.Stated("agreed"), SOMEBODY);
            assertThat(registry.revoke("mona")).isEqualTo(2);
            try (IdentityCatalogue catalogue = catalogue()) {
                assertThat(catalogue.newest("mona")).isEmpty();
                assertThat(catalogue.versions("mona")).isEmpty();
                assertThat(catalogue.newest("mona lisa")).isPresent();
            }
        }
    }

    @Test
    void saysThatNobodyOfANameIsEnrolled() {
        try (IdentityRegistry registry = registry()) {
            assertThatThrownBy(() -> registry.revoke("nobody"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("nobody is enrolled as nobody");
        }
    }

    /** A reader sees nothing behind somebody's open transaction, as for a moment behind one whose commit was answered. */
    @Test
    @Timeout(120)
    void whoeverWasToldOfAnIdentityFindsIt() throws Exception {
        var topic = new TopicPartition(Topics.IDENTITIES.name(), 0);
        try (Producer<byte[], byte[]> other = CLUSTER.producer(Map.of("transactional.id", "other"));
                PartitionEnds ends = new PartitionEnds(CLUSTER)) {
            other.initTransactions();
            other.beginTransaction();
            other.send(new ProducerRecord<>(Topics.IDENTITIES.name(), new byte[] {'-'}, null))
                    .get();
            long before = ends.next(topic);
            CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(
                    IdentityRegistryIT::isFoundOnceEnrolled,
                    task -> Thread.ofPlatform().start(task));
            while (ends.next(topic) == before) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThatThrownBy(() -> found.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            other.abortTransaction();

            assertThat(found.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isFoundOnceEnrolled() {
        try (IdentityRegistry registry = registry()) {
            registry.enrol("clara", new Consent.Stated("agreed"), SOMEBODY);
            try (IdentityCatalogue catalogue = catalogue()) {
                return catalogue.newest("clara").isPresent();
            }
        }
    }

    /** With a transaction that is got ready at the start it waits for a minute. */
    @Test
    @Timeout(120)
    void asksNobodyBeforeThereIsSomethingToWrite() {
        Instant start = CLOCK.instant();
        IdentityRegistry.open(Cluster.at("127.0.0.1:1"), CLOCK).close();
        assertThat(Duration.between(start, CLOCK.instant())).isLessThan(Duration.ofSeconds(40));
    }

    private static IdentityRegistry registry() {
        return IdentityRegistry.open(CLUSTER, CLOCK);
    }

    private static IdentityCatalogue catalogue() {
        return IdentityCatalogue.open(CLUSTER, CLOCK);
    }
}
