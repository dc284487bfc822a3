package dev.marotte.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a generator bundle and checks everything that can be checked. */
public final class BundleReader {
    static final String DESCRIPTION = "bundle.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SOURCES_UNLESS_SAID = 8;
    private static final int FRAMES_UNLESS_SAID = 1;

    private final BundleSource source;

    private BundleReader(BundleSource source) {
        this.source = source;
    }

    /**
     * Reads and checks a bundle.
     *
     * @throws BadInputException if it is incomplete or invalid; the message says what is wrong with it
     */
    public static Bundle read(BundleSource source) {
        try {
            return new BundleReader(source).bundle();
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("this is not a generator that can be used: " + e.getMessage(), e);
        }
    }

    private Bundle bundle() throws IOException {
        JsonNode json = JSON.readTree(bytes(DESCRIPTION));
        ModelSpec encoder = model(field(json, "encoder"));
        ModelSpec generator = model(field(json, "generator"));
        return new Bundle(
                field(json, "name").asText(),
                field(json, "version").asText(),
                field(json, "licence").asText(),
                list(json.path("serves"), JsonNode::asText),
                list(field(json, "sizes"), JsonNode::asInt),
                json.path("maxSources").asInt(SOURCES_UNLESS_SAID),
                json.path("framesPerRun").asInt(FRAMES_UNLESS_SAID),
                encoder,
                generator,
                verified(encoder),
                verified(generator));
    }

    private static ModelSpec model(JsonNode json) {
        return new ModelSpec(
                field(json, "file").asText(),
                field(json, "sha256").asText(),
                list(field(json, "inputs"), BundleReader::tensor),
                list(field(json, "outputs"), BundleReader::tensor));
    }

    private static TensorSpec tensor(JsonNode json) {
        return new TensorSpec(
                field(json, "name").asText(),
                ElementType.named(field(json, "type").asText()),
                list(field(json, "shape"), BundleReader::axis));
    }

    private static TensorSpec.Axis axis(JsonNode json) {
        return json.isNumber() ? new TensorSpec.Axis.Fixed(json.asLong()) : new TensorSpec.Axis.Named(json.asText());
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode found = json.get(name);
        if (found == null || found.isNull()) {
            throw new IllegalArgumentException(DESCRIPTION + " does not say \"" + name + "\"");
        }
        return found;
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> element) {
        List<T> elements = new ArrayList<>();
        json.forEach(node -> elements.add(element.apply(node)));
        return elements;
    }

    private Bytes verified(ModelSpec model) throws IOException {
        Bytes bytes = Bytes.of(bytes(model.file()));
        if (!Sha256.of(bytes).equals(model.sha256())) {
            throw new IllegalArgumentException(
                    model.file() + " is not the file that " + DESCRIPTION + " was written for");
        }
        return bytes;
    }

    private byte[] bytes(String file) throws IOException {
        try (InputStream in = source.open(file)) {
            return in.readAllBytes();
        }
    }
}
