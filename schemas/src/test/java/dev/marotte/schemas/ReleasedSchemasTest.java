package dev.marotte.schemas;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.MessageExamples.Sample;
import dev.marotte.schemas.avro.AudioRecord;
import dev.marotte.schemas.avro.DeadLetterRecord;
import dev.marotte.schemas.avro.FrameRecord;
import dev.marotte.schemas.avro.IdentityRecord;
import dev.marotte.schemas.avro.LandmarksRecord;
import dev.marotte.schemas.avro.NeutralRecord;
import dev.marotte.schemas.avro.RenderedRecord;
import dev.marotte.schemas.avro.ReportRecord;
import dev.marotte.schemas.avro.SessionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {
    static final List<Schema> CURRENT = List.of(
            SessionRecord.getClassSchema(),
            IdentityRecord.getClassSchema(),
            FrameRecord.getClassSchema(),
            AudioRecord.getClassSchema(),
            LandmarksRecord.getClassSchema(),
            NeutralRecord.getClassSchema(),
            RenderedRecord.getClassSchema(),
            ReportRecord.getClassSchema(),
            DeadLetterRecord.getClassSchema());

    @ParameterizedTest
    @FieldSource("CURRENT")
    void theCurrentSchemaIsTheNewestReleased(Schema current) {
        assertThat(ReleasedSchemas.of(current.getName()).oldestFirst())
                .as("a changed message needs the next file in released/: run SchemaRelease")
                .last()
                .isEqualTo(current);
    }

    @ParameterizedTest
    @FieldSource("CURRENT")
    void theCurrentSchemaReadsEveryReleasedOneAndIsReadByThem(Schema current) {
        assertThat(ReleasedSchemas.of(current.getName()).oldestFirst()).allSatisfy(released -> {
            assertThat(checkReaderWriterCompatibility(current, released).getType())
                    .isEqualTo(COMPATIBLE);
            assertThat(checkReaderWriterCompatibility(released, current).getType())
                    .isEqualTo(COMPATIBLE);
        });
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void recordsStoredWithTheFirstReleaseAreStillRead(int number) throws IOException {
        Sample<?> sample = MessageExamples.ALL.get(number);
        try (InputStream stored = getClass().getResourceAsStream(SchemaRelease.recordName(number))) {
            assertThat(stored).isNotNull();
            assertThat(sample.read(stored.readAllBytes())).isEqualTo(new Decoded.Readable<>(sample.message()));
        }
    }

    static IntStream numbers() {
        return IntStream.range(0, MessageExamples.ALL.size());
    }
}
