package dev.marotte.studio.live;

import dev.marotte.media.ffmpeg.VoiceEncoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a voice has still to say, in samples at {@link VoiceEncoder#RATE}. Bounded: where more comes than may wait, the oldest goes. A voice that begins is held
 * back for two units, so that pieces which come unevenly make no gaps. Any thread.
 */
final class VoiceQueue {
    /** Units that have to be there, or to pass, before a voice begins. */
    private static final int HELD_BACK = 2;

    private static final long MICROS = 1_000_000;

    private final Deque<float[]> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** Samples that wait. */
    private long count;
    /** Of the first piece, what is said already. */
    private int said;

    private int heldBack;
    private boolean speaking;
    private boolean interrupted;
    private long dropped;

    /**
     * Samples that are said now.
     *
     * @param interrupts whether what was said before was interrupted
     */
    record Unit(float[] samples, boolean interrupts) {}

    /**
     * How a voice stands.
     *
     * @param speaking whether something is being said
     * @param left time that it takes to say what waits
     * @param dropped that was never said because too much waited
     */
    record Standing(boolean speaking, Duration left, Duration dropped) {}

    /** Takes samples that are to be said when all before them are. */
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

    /** The next unit; silence where nothing is to be said. */
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

    /** Forgets all that waits; the next unit says so. */
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

    /** How it stands now. */
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
