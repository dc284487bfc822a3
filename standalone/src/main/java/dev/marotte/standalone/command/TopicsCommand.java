package dev.marotte.standalone.command;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte topics}: checks or creates the topics that the stages need. */
@Command(
        name = "topics",
        description =
                "Says which topics are missing or differ from what the stages need; --create makes the missing ones.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  marotte topics --kafka kafka.properties --create --partitions 12 --replication 3"})
public final class TopicsCommand implements Callable<Integer> {
    /** For topics to get their leaders. */
    private static final Duration SETUP = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Option(names = "--create", description = "Create the missing topics.")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            description =
                    "Partitions of topics that are spread by session: as many processes of a stage can share the work. Default: 12.")
    private int partitions;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of brokers that hold each record; 1 with a single broker. Default: 3.")
    private int replication;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        if (partitions < 1 || replication < 1) {
            throw new BadInputException("--partitions and --replication are 1 or more");
        }
        List<String> differences = cluster.task(data.open()).run(connected -> {
            try (Admin admin = connected.admin()) {
                TopicSetup setup = new TopicSetup(admin, partitions, replication, SETUP, InstantSource.system());
                if (create) {
                    setup.create(Topics.ALL);
                }
                return setup.differences(Topics.ALL);
            }
        });
        differences.forEach(spec.commandLine().getOut()::println);
        if (differences.isEmpty()) {
            spec.commandLine().getOut().println("All " + Topics.ALL.size() + " topics are as the stages need them.");
        }
        return differences.isEmpty() ? 0 : PlainErrors.BROKEN;
    }
}
