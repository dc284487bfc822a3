package dev.marotte.runtime.settings;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings in force: those of a file, overridden by those of the environment, overridden by those of flags. Keys that begin with
 * {@code kafka.} go to Kafka's clients unchanged, without the prefix. Immutable.
 */
public final class Settings {
    private static final String KAFKA = "kafka.";
    private static final String ENVIRONMENT = "MAROTTE_";
    /** Environment variables that are not settings: they belong to the launcher. */
    private static final Set<String> LAUNCHER = Set.of("java.opts", "home");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** No settings. */
    public static Settings none() {
        return new Settings(Map.of());
    }

    /** Merges layers; each map overrides the one before. */
    @SafeVarargs
    public static Settings of(Map<String, String>... weakestFirst) {
        Map<String, String> values = new HashMap<>();
        for (Map<String, String> layer : weakestFirst) {
            values.putAll(layer);
        }
        return new Settings(values);
    }

    /**
     * Reads a UTF-8 file of {@code key = value} lines.
     *
     * @throws BadInputException if it cannot be read
     */
    public static Map<String, String> file(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("the settings in " + file + " cannot be read: " + e.getMessage(), e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** Settings from variables such as {@code MAROTTE_RENDER_BATCH_FRAMES}, where an underscore stands for a dot. */
    public static Map<String, String> environment(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(ENVIRONMENT))
                .collect(Collectors.toMap(variable -> key(variable.getKey()), Map.Entry::getValue));
    }

    private static String key(String variable) {
        return variable.substring(ENVIRONMENT.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** These settings, with {@code value} for {@code key} if it is not set. */
    public Settings orElse(String key, String value) {
        return of(Map.of(key, value), values);
    }

    /** The value of {@code setting}, or its default where it is not set. */
    public <T> T get(Setting<T> setting) {
        return setting.read(values.getOrDefault(setting.name(), setting.preset()));
    }

    /** The value as it was written, or the default. */
    public String written(Setting<?> setting) {
        return values.getOrDefault(setting.name(), setting.preset());
    }

    /** Settings for Kafka's clients. */
    public Map<String, Object> kafka() {
        Map<String, Object> client = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(KAFKA)) {
                client.put(key.substring(KAFKA.length()), value);
            }
        });
        return client;
    }

    /**
     * These settings, if every key among them is known.
     *
     * @throws BadInputException naming the first unknown key and what was probably meant
     */
    public Settings known(List<Setting<?>> settings) {
        Set<String> names = settings.stream().map(Setting::name).collect(Collectors.toSet());
        values.keySet().stream()
                .filter(key -> !key.startsWith(KAFKA) && !names.contains(key) && !LAUNCHER.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new BadInputException("there is no setting " + key + "; marotte config lists them all");
                });
        return this;
    }
}
