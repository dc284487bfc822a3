package dev.marotte.studio.live;

import dev.marotte.studio.live.MediaMessage.Coding;
import java.time.Duration;

/**
 * What a client declares before it sends frames or a voice.
 *
 * @param video codec of the pictures
 * @param sound {@link Coding#NONE} without a microphone
 * @param soundRate samples a second of {@link Coding#PCM}
 * @param mostWaiting of a voice; older sound is dropped
 */
public record DrivingTerms(Coding video, Coding sound, int soundRate, Duration mostWaiting) {}
