package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.utils.Utils;

class SessionPartitionerTest {
    private static final Node NODE = new Node(1, "localhost", 9092);

    @Property(tries = 200)
    void allRecordsOfASessionMeetInOnePartition(
            @ForAll @LongRange(min = 0) long index, @ForAll @IntRange(min = 1, max = 50) int partitions) {
        int chosen = partition("session-1/" + index, partitions);
        assertThat(chosen).isEqualTo(partition("session-1", partitions)).isLessThan(partitions);
        assertThat(SessionPartitioner.partitionOf(new SessionId("session-1"), partitions))
                .isEqualTo(chosen);
    }

    @Property(tries = 100)
    void aKeyWithoutASlashGoesWhereKafkaItselfWouldSendIt(@ForAll @LongRange(min = 0) long number) {
        byte[] key = ("s-" + number).getBytes(StandardCharsets.UTF_8);
        assertThat(partition("s-" + number, 12)).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % 12);
    }

    private static int partition(String key, int partitions) {
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(number -> new PartitionInfo("topic", number, NODE, new Node[] {NODE}, new Node[] {NODE}))
                .toList();
        try (var partitioner = new SessionPartitioner()) {
            return partitioner.partition(
                    "topic",
                    key,
                    key.getBytes(StandardCharsets.UTF_8),
                    "",
                    new byte[0],
                    new Cluster("cluster", List.of(NODE), infos, Set.of(), Set.of()));
        }
    }
}
