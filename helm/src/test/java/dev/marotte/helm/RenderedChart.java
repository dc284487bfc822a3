package dev.marotte.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What Helm makes of the chart with one file of values. */
record RenderedChart(String text) {
    static final Path CHART = Path.of("marotte");
    private static final Path VALUES = Path.of("src/test/values");

    /** All files of values; each switch is on in one of them and off in another. */
    static Stream<Path> values() throws IOException {
        try (Stream<Path> files = Files.list(VALUES)) {
            return files.sorted().toList().stream();
        }
    }

    static RenderedChart of(String values) {
        return of(VALUES.resolve(values + ".yaml"));
    }

    static RenderedChart of(Path values) {
        return new RenderedChart(new Helm(CHART)
                .template()
                .withName("talk")
                .withNamespace("pictures")
                .withKubeVersion("1.34")
                .withValuesFile(values)
                .call());
    }

    /** Its objects, in order. */
    List<Map<String, Object>> objects() {
        return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                .filter(Objects::nonNull)
                .map(RenderedChart::object)
                .toList();
    }

    Stream<Map<String, Object>> ofKind(String kind) {
        return objects().stream().filter(object -> kind.equals(object.get("kind")));
    }

    /** What stands at a path of keys below {@code object}; a number is an index. */
    static Object at(Object object, String path) {
        Object value = object;
        for (String key : path.split("/", -1)) {
            value = value instanceof List<?> list
                    ? list.get(Integer.parseInt(key))
                    : Objects.requireNonNull(object(value).get(key), () -> "there is no " + key + " of " + path);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
