package dev.marotte.face.onnx;

import dev.marotte.schemas.BadInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's choice of a device for models: a particular one, or the best available. */
public sealed interface DeviceChoice permits DeviceChoice.Automatic, Device {
    /** CUDA's first device where it works, else the CPU. */
    DeviceChoice AUTO = new Automatic();

    /** The words that {@link #read} takes. */
    String WORDS = "auto, cpu, cuda or cuda:N with the number of a device";

    /** The best available device. */
    record Automatic() implements DeviceChoice {
        @Override
        public String written() {
            return "auto";
        }
    }

    /** The word from which {@link #read} makes this choice. */
    String written();

    /** @throws BadInputException if the word names no device; the message completes a sentence that begins with the source of the word */
    static DeviceChoice read(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "auto" -> AUTO;
            case "cpu" -> Device.CPU;
            case "cuda" -> Device.cuda(0);
            case String other -> numbered(other);
        };
    }

    private static Device numbered(String word) {
        Matcher matcher = Pattern.compile("cuda:(\\d{1,3})").matcher(word);
        if (!matcher.matches()) {
            throw new BadInputException("is " + WORDS);
        }
        return Device.cuda(Integer.parseInt(matcher.group(1)));
    }
}
