package dev.marotte.standalone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One line of {@code deploy/acl.csv}: what a role may do with the resources of a name, or whose names begin with it.
 *
 * @param resource as kafka-acls calls it, for instance {@code transactional-id}
 * @param operations as kafka-acls calls them, for instance {@code DescribeConfigs}
 */
record AccessRights(String role, String resource, String name, String pattern, List<String> operations) {
    static final Path FOLDER = Path.of("..", "deploy");

    /** All lines. */
    static List<AccessRights> shipped() throws IOException {
        return Files.readAllLines(FOLDER.resolve("acl.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new AccessRights(cells[0], cells[1], cells[2], cells[3], List.of(cells[4].split(" "))))
                .toList();
    }

    /** The roles, each once. */
    static List<String> roles() throws IOException {
        return shipped().stream().map(AccessRights::role).distinct().toList();
    }

    /** As Kafka's admin takes it, for a user who is called as the role. */
    Stream<AclBinding> bindings() {
        ResourcePattern resources = new ResourcePattern(
                ResourceType.fromString(resource.replace('-', '_')),
                name,
                PatternType.fromString(pattern.toUpperCase(Locale.ROOT)));
        return operations.stream()
                .map(operation -> new AclBinding(
                        resources,
                        new AccessControlEntry("User:" + role, "*", operation(operation), AclPermissionType.ALLOW)));
    }

    /** {@code DescribeConfigs} is {@code DESCRIBE_CONFIGS}. */
    private static AclOperation operation(String name) {
        return AclOperation.fromString(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }

    /** As the brokers of tests tell what was asked of them: who, to do what, with what. */
    static String sentence(AclBinding right) {
        return String.join(
                " ",
                right.entry().principal().substring("User:".length()),
                right.entry().operation().name().toLowerCase(Locale.ROOT),
                right.pattern().resourceType().name().toLowerCase(Locale.ROOT),
                right.pattern().name());
    }

    /** As arguments of kafka-acls, for a user who is called {@code user}. */
    List<String> arguments(String user) {
        Stream<String> whom = Stream.of("--allow-principal", "User:" + user);
        Stream<String> what = Stream.of("--" + resource, name, "--resource-pattern-type", pattern);
        Stream<String> how = operations.stream().flatMap(operation -> Stream.of("--operation", operation));
        return Stream.of(whom, what, how).flatMap(part -> part).toList();
    }
}
