package dev.marotte.runtime.settings;

import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One configuration key: its name, its default and its purpose.
 *
 * @param name lower-case words with dots, as in {@code render.batch.frames}
 * @param preset the default, as a user would write it
 * @param unit in words; "" where there is none
 * @param range in words
 * @param sentence for readers of the list of keys
 * @param parse throws {@link BadInputException} with the end of a sentence that begins with the key and the value
 */
public record Setting<T>(
        String name, String preset, String unit, String range, String sentence, Function<String, T> parse) {
    /** A whole number from {@code least} to {@code most}. */
    public static Setting<Integer> count(String name, int preset, int least, int most, String unit, String sentence) {
        String range = least + " to " + most;
        return new Setting<>(
                name, Integer.toString(preset), unit, range, sentence, text -> whole(text, least, most, range));
    }

    /** A span of time from {@code least} to {@code most}, written as in {@code 250ms}, {@code 30s}, {@code 5m} or {@code 30d}. */
    public static Setting<Duration> duration(
            String name, Duration preset, Duration least, Duration most, String sentence) {
        String range = Durations.written(least) + " to " + Durations.written(most);
        return new Setting<>(name, Durations.written(preset), "time", range, sentence, text -> {
            Duration value = Durations.read(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new BadInputException("is from " + range);
            }
            return value;
        });
    }

    /** One of the names of an enum, in lower case. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E preset, Class<E> kind, String sentence) {
        String range = Arrays.stream(kind.getEnumConstants()).map(Setting::word).collect(Collectors.joining(", "));
        return new Setting<>(
                name,
                word(preset),
                "",
                range,
                sentence,
                text -> Arrays.stream(kind.getEnumConstants())
                        .filter(each -> word(each).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new BadInputException("is one of " + range)));
    }

    /** Any words. */
    public static Setting<String> text(String name, String preset, String range, String sentence) {
        return new Setting<>(name, preset, "", range, sentence, text -> text);
    }

    /** The value that {@code text} stands for; the message of a refusal names the key. */
    T read(String text) {
        try {
            return parse.apply(text.strip());
        } catch (BadInputException refused) {
            throw new BadInputException("the setting " + name + " " + refused.getMessage() + ", not '" + text + "'");
        }
    }

    /** The default value. */
    public T presetValue() {
        return read(preset);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int whole(String text, int least, int most, String range) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Reported below, like a number out of range.
        }
        throw new BadInputException("is a whole number, " + range);
    }
}
