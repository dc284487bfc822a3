package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Releases sound no earlier than the pictures it belongs to, so that the file is interleaved and a player never has to seek for
 * either. Sound that ends before the first picture, apart from a codec's priming, is left out.
 */
final class AvSync {
    /** The longest priming of AAC and Opus is below this. */
    private static final long PRIMING_MICROS = 150_000;

    private final Queue<AudioUnit> waiting = new ArrayDeque<>();
    private Optional<Sound> sound = Optional.empty();
    private long nextSequence;
    private boolean ended;

    /** Takes a message; ignores one seen before, since an at-least-once ingest may repeat them. */
    void take(AudioMessage message) {
        if (message.sequence() < nextSequence) {
            return;
        }
        nextSequence = message.sequence() + 1;
        switch (message) {
            case AudioHeader header -> sound = Optional.of(new Sound.Coded(header));
            case AudioUnit unit -> keep(unit);
            case EndOfAudio _ -> end();
        }
    }

    private void keep(AudioUnit unit) {
        if (unit.pts().micros() + unit.durationMicros() > -PRIMING_MICROS) {
            waiting.add(unit);
        }
    }

    /** Notes that no sound follows. */
    void end() {
        ended = true;
        if (sound.isEmpty()) {
            sound = Optional.of(new Sound.None());
        }
    }

    /** The form of the clip's sound, once it is known. */
    Optional<Sound> sound() {
        return sound;
    }

    /** Writes the sound up to {@code written}, the position of the pictures. */
    void release(Pts written, ClipWriter writer) throws IOException {
        while (!waiting.isEmpty() && waiting.peek().pts().compareTo(written) <= 0) {
            writer.sound(waiting.remove());
        }
    }

    void releaseAll(ClipWriter writer) throws IOException {
        while (!waiting.isEmpty()) {
            writer.sound(waiting.remove());
        }
    }

    boolean ended() {
        return ended;
    }
}
