package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Pts;
import java.util.ArrayList;
import java.util.List;

/** The outlet of one run of a replay, which dies at its n-th message; what was settled until then stays in the lists for the next run. */
final class MortalOutlet implements Outlet {
    private final List<LandmarksMessage> landmarks;
    private final List<AudioMessage> sounds;
    private final List<Neutral> neutrals;
    private final List<Runnable> unsettled = new ArrayList<>();
    private int left;

    /** @param left messages until it dies */
    MortalOutlet(List<LandmarksMessage> landmarks, List<AudioMessage> sounds, List<Neutral> neutrals, int left) {
        this.landmarks = landmarks;
        this.sounds = sounds;
        this.neutrals = neutrals;
        this.left = left;
    }

    /** The death of a run. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Position resume() {
        boolean ended = !landmarks.isEmpty() && landmarks.getLast() instanceof EndOfLandmarks;
        Pts upTo = landmarks.isEmpty() ? Pts.ZERO : landmarks.getLast().stamp().pts();
        return new Position(landmarks.size() - (ended ? 1 : 0), sounds.size(), upTo, 0, ended);
    }

    @Override
    public void send(FrameMessage message) {
        throw new AssertionError("a replay has no driver's pictures");
    }

    @Override
    public void send(AudioMessage message) {
        later(() -> sounds.add(message));
    }

    @Override
    public void send(LandmarksMessage message) {
        later(() -> landmarks.add(message));
    }

    @Override
    public void send(Neutral message) {
        later(() -> neutrals.add(message));
    }

    private void later(Runnable arrival) {
        if (left-- == 0) {
            throw new Killed();
        }
        unsettled.add(arrival);
    }

    @Override
    public void settle() {
        unsettled.forEach(Runnable::run);
        unsettled.clear();
    }

    @Override
    public long lastOffset() {
        return landmarks.size() - 1L;
    }

    @Override
    public void close() {}
}
