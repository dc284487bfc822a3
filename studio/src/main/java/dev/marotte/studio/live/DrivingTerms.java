package dev.marotte.studio.live;

import dev.marotte.studio.live.MediaMessage.Coding;
import java.time.Duration;

/**
 * What a client says before it sends frames or a voice.
 *
 * @param video coding of the pictures
 * @param sound {@link Coding#NONE} without a microphone
 * @param soundRate samples a second of {@link Coding#PCM}
 * @param mostWaiting of a voice; what is older goes
 */
public record DrivingTerms(Coding video, Coding sound, int soundRate, Duration mostWaiting) {}
