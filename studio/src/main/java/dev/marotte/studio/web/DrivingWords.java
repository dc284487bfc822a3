package dev.marotte.studio.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marotte.media.ffmpeg.VoiceEncoder;
import dev.marotte.media.ffmpeg.VoiceResampler;
import dev.marotte.schemas.BadInputException;
import dev.marotte.studio.live.DrivingTerms;
import dev.marotte.studio.live.MediaMessage.Coding;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Reads what a client declares that it is going to send. */
final class DrivingWords {
    /** For the voice of a program, which may send whole sentences at once. */
    private static final int MOST_WAITING_MILLIS = 120_000;

    private static final int LEAST_WAITING_MILLIS = 100;

    private DrivingWords() {}

    /** @throws BadInputException if it declares no voice, and there has to be one */
    static DrivingTerms read(JsonNode words, boolean voice) {
        Coding sound = coding(words.path("sound"));
        int rate = words.path("rate").asInt(VoiceEncoder.RATE);
        int most = words.path("most").asInt(MOST_WAITING_MILLIS);
        if (voice) {
            require(sound == Coding.PCM || sound == Coding.OPUS, "a voice is sent as pcm or opus");
            require(
                    rate >= VoiceResampler.LOWEST_RATE && rate <= VoiceResampler.HIGHEST_RATE,
                    "a voice has 8000 to 96000 samples a second");
            require(
                    most >= LEAST_WAITING_MILLIS && most <= MOST_WAITING_MILLIS,
                    "of a voice 100 to 120000 milliseconds may wait");
        }
        return new DrivingTerms(coding(words.path("video")), sound, rate, Duration.ofMillis(most));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new BadInputException(sentence);
        }
    }

    static Coding coding(JsonNode name) {
        return Arrays.stream(Coding.values())
                .filter(coding -> coding.name().toLowerCase(Locale.ROOT).equals(name.asText()))
                .findFirst()
                .orElse(Coding.NONE);
    }
}
