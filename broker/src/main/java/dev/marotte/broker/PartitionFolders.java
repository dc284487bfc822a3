package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.image.TopicsImage;

/**
 * The partitions in a broker's folder. A broker treats partitions that its books, the cluster's metadata, do not list as strays, and
 * creates new ones in their place: their records are silently lost. So a start that does not know all of them is refused before
 * anything is changed.
 */
record PartitionFolders(Path storage) {
    /** A broker's names for them; partitions that it deletes or considers strays have another ending. */
    private static final Pattern NAME = Pattern.compile("(.+)-([0-9]+)");

    private static final String BOOKS = "__cluster_metadata-0";
    /** A segment of records. */
    private static final Pattern SEGMENT = Pattern.compile(".*\\.log");

    /** A segment of the books, or their snapshot. */
    private static final Pattern BOOK = Pattern.compile(".*\\.(log|checkpoint)");

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    /**
     * Refuses names with digits other than 0 to 9, which Kafka creates under some locales and then does not find, and partitions whose
     * books are gone.
     *
     * @param used whether a broker used this folder before, according to its own marker file
     */
    void requireReadable(boolean used) {
        List<Path> partitions = list(storage).filter(Files::isDirectory).toList();
        partitions.stream().filter(PartitionFolders::hasOtherDigits).findFirst().ifPresent(partition -> {
            throw unreadable(partition, "was written in a language with digits of its own");
        });
        if (!used || !holds(storage.resolve(BOOKS), BOOK)) {
            partitions.stream()
                    .filter(PartitionFolders::isPartition)
                    .findFirst()
                    .ifPresent(partition -> {
                        throw unreadable(partition, "is there, but not the broker's books, " + BOOKS);
                    });
        }
    }

    /** Refuses partitions that the broker's books do not list. */
    void requireListed(TopicsImage books) {
        list(storage)
                .filter(PartitionFolders::isPartition)
                .filter(partition -> !isListed(partition, books))
                .findFirst()
                .ifPresent(partition -> {
                    throw unreadable(partition, "is not in the broker's books");
                });
    }

    private static boolean isPartition(Path folder) {
        String name = folder.getFileName().toString();
        return NAME.matcher(name).matches() && !name.equals(BOOKS) && holds(folder, SEGMENT);
    }

    private static boolean isListed(Path partition, TopicsImage books) {
        TopicPartition wanted = parse(partition);
        var topic = books.getTopic(wanted.topic());
        return topic != null && topic.partitions().containsKey(wanted.partition());
    }

    private static TopicPartition parse(Path partition) {
        Matcher name = NAME.matcher(partition.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("no partition: " + partition);
        }
        return new TopicPartition(name.group(1), Integer.parseInt(name.group(2)));
    }

    /** Whether a folder holds data: one that was created and never written to is no loss. */
    private static boolean holds(Path folder, Pattern names) {
        return Files.isDirectory(folder)
                && list(folder)
                        .anyMatch(file -> isNamed(file, names) && file.toFile().length() > 0);
    }

    private static boolean hasOtherDigits(Path partition) {
        return list(partition).anyMatch(file -> !isNamed(file, ASCII));
    }

    private static boolean isNamed(Path file, Pattern names) {
        return names.matcher(file.getFileName().toString()).matches();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static Stream<Path> list(Path folder) {
        try {
            return Files.exists(folder) ? entries(folder).stream() : Stream.empty();
        } catch (IOException e) {
            throw new BadInputException("the broker's folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static BadInputException unreadable(Path partition, String why) {
        return new BadInputException("the broker's folder " + partition + " " + why
                + "; nothing was changed: use a copy of the data folder, or another one");
    }
}
