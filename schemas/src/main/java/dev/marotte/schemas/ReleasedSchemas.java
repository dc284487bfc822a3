package dev.marotte.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds, by fingerprint, every schema with which a message was ever written. They are in this module's resources as
 * {@code released/NAME.1.avsc}, {@code NAME.2.avsc}, …: a change to a message adds the next file, so recordings of all earlier
 * versions stay readable without a registry.
 */
final class ReleasedSchemas implements SchemaStore {
    private final List<Schema> oldestFirst;
    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    private ReleasedSchemas(List<Schema> oldestFirst) {
        this.oldestFirst = List.copyOf(oldestFirst);
        oldestFirst.forEach(schema -> byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema));
    }

    /** @param name of the message's record, without its package */
    static ReleasedSchemas of(String name) {
        List<Schema> schemas = new ArrayList<>();
        Optional<Schema> schema = load(name, 1);
        while (schema.isPresent()) {
            schemas.add(schema.get());
            schema = load(name, schemas.size() + 1);
        }
        return new ReleasedSchemas(schemas);
    }

    List<Schema> oldestFirst() {
        return oldestFirst;
    }

    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    private static Optional<Schema> load(String name, int version) {
        String resource = "released/%s.%d.avsc".formatted(name, version);
        try (InputStream json = ReleasedSchemas.class.getResourceAsStream(resource)) {
            return json == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
