/**
 * The part of FFmpeg that ingest and sink share: errors as sentences, an owner of native memory, sound in another codec.
 *
 * <p>An adapter package: no FFmpeg object leaves its class, which closes what it allocated.
 */
@NullMarked
package dev.marotte.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
