package dev.marotte.studio.live;

import dev.marotte.studio.live.MediaMessage.Coding;

/**
 * What a client says before it sends frames.
 *
 * @param video coding of the pictures
 * @param sound {@link Coding#NONE} without a microphone
 */
public record DrivingTerms(Coding video, Coding sound) {}
