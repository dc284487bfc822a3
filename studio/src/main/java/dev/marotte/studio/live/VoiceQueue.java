package dev.marotte.studio.live;

import dev.marotte.media.ffmpeg.VoiceEncoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a voice has still to say, in samples at {@link VoiceEncoder#RATE}. Bounded: if more comes than may wait, the oldest is dropped. A voice that begins is
 * held back for two units, so that pieces arriving unevenly cause no gaps. Any thread.
 */
final class VoiceQueue {
    /** Units that have to arrive, or whose time has to pass, before a voice begins. */
    private static final int HELD_BACK = 2;

    private static final long MICROS = 1_000_000;

    private final Deque<float[]> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** Waiting samples. */
    private long count;
    /** Samples of the first piece that are already said. */
    private int said;

    private int heldBack;
    private boolean speaking;
    private boolean interrupted;
    private long dropped;

    /**
     * Samples to be said now.
     *
     * @param interrupts whether what was said before was interrupted
     */
    record Unit(float[] samples, boolean interrupts) {}

    /**
     * The state of a voice.
     *
     * @param speaking whether something is being said
     * @param left time that it takes to say the waiting samples
     * @param dropped time that was never said because too much waited
     */
    record Standing(boolean speaking, Duration left, Duration dropped) {}

    /** Appends samples, to be said after all before them. */
    void offer(float[] samples, Duration most) {
        lock.lock();
        try {
            waiting.add(samples);
            count += samples.length;
            dropDownTo(most.toNanos() / 1_000 * VoiceEncoder.RATE / MICROS);
        } finally {
            lock.unlock();
        }
    }

    private void dropDownTo(long most) {
        long surplus = Math.max(0, count - most);
        dropped += surplus;
        skip(new float[Math.toIntExact(surplus)]);
    }

    /** Takes the next unit; silence if nothing waits. */
    Unit take() {
        lock.lock();
        try {
            float[] samples = new float[VoiceEncoder.UNIT];
            if (begins()) {
                speaking = count >= samples.length;
                skip(samples);
            }
            Unit unit = new Unit(samples, interrupted);
            interrupted = false;
            return unit;
        } finally {
            lock.unlock();
        }
    }

    private boolean begins() {
        if (speaking || count == 0) {
            heldBack = 0;
            return speaking;
        }
        heldBack++;
        return count >= HELD_BACK * (long) VoiceEncoder.UNIT || heldBack > HELD_BACK;
    }

    /** Moves samples into {@code unit}, as far as there are any. */
    private void skip(float[] unit) {
        int filled = 0;
        while (filled < unit.length && !waiting.isEmpty()) {
            float[] first = waiting.getFirst();
            int part = Math.min(unit.length - filled, first.length - said);
            System.arraycopy(first, said, unit, filled, part);
            filled += part;
            said += part;
            if (said == first.length) {
                waiting.removeFirst();
                said = 0;
            }
        }
        count -= filled;
    }

    /** Drops all waiting samples; the next unit says so. */
    void clear() {
        lock.lock();
        try {
            waiting.clear();
            count = 0;
            said = 0;
            speaking = false;
            interrupted = true;
        } finally {
            lock.unlock();
        }
    }

    /** The state of the voice now. */
    Standing standing() {
        lock.lock();
        try {
            return new Standing(speaking, duration(count), duration(dropped));
        } finally {
            lock.unlock();
        }
    }

    private static Duration duration(long samples) {
        return Duration.ofNanos(samples * 1_000 * MICROS / VoiceEncoder.RATE);
    }
}
