package dev.marotte.schemas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * Run by hand, in the folder of this module, by whoever changed a message: stores each changed schema as the next release, and the bytes
 * of new examples. Never overwrites what was released.
 */
final class SchemaRelease {
    private static final String PACKAGE = "dev/marotte/schemas/";

    private SchemaRelease() {}

    public static void main(String[] arguments) throws IOException {
        for (Schema schema : ReleasedSchemasTest.CURRENT) {
            List<Schema> released = ReleasedSchemas.of(schema.getName()).oldestFirst();
            if (released.isEmpty() || !released.getLast().equals(schema)) {
                String name = "released/%s.%d.avsc".formatted(schema.getName(), released.size() + 1);
                store(
                        Path.of("src/main/resources", PACKAGE, name),
                        (SchemaFormatter.format("json/pretty", schema) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        for (int number = 0; number < MessageExamples.ALL.size(); number++) {
            store(
                    Path.of("src/test/resources", PACKAGE, recordName(number)),
                    MessageExamples.ALL.get(number).written());
        }
    }

    static String recordName(int number) {
        MessageExamples.Sample<?> sample = MessageExamples.ALL.get(number);
        return "released/%02d-%s.bin"
                .formatted(number, sample.message().getClass().getSimpleName());
    }

    private static void store(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.notExists(file)) {
            Files.write(file, bytes);
        }
    }
}
