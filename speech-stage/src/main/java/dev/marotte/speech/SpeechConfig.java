package dev.marotte.speech;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.util.List;

/**
 * Settings of the speech stage.
 *
 * @param mouthStrength how far the mouth moves; 1 is as it was heard
 * @param headMotion how far the head sways; 0 is not at all
 */
public record SpeechConfig(double mouthStrength, double headMotion) {
    private static final int LARGEST = 200;

    private static final Setting<Integer> MOUTH_STRENGTH = Setting.count(
            "speech.mouth.strength",
            100,
            0,
            LARGEST,
            "percent",
            "How far a voice moves the mouth; 100 follows the sound as heard.");
    private static final Setting<Integer> HEAD_MOTION = Setting.count(
            "speech.head.motion",
            100,
            0,
            LARGEST,
            "percent",
            "How far the head sways while driven by a voice; 0 keeps it still.");

    public static final List<Setting<?>> SETTINGS = List.of(MOUTH_STRENGTH, HEAD_MOTION);

    public static final SpeechConfig DEFAULT = new SpeechConfig(1, 1);

    public SpeechConfig {
        if (!(mouthStrength >= 0) || !(headMotion >= 0)) {
            throw new IllegalArgumentException("a strength is 0 or more");
        }
    }

    /** Reads the effective settings. */
    public static SpeechConfig of(Settings settings) {
        return new SpeechConfig(settings.get(MOUTH_STRENGTH) / 100.0, settings.get(HEAD_MOTION) / 100.0);
    }
}
