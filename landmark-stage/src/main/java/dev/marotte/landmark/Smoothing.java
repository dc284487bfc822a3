package dev.marotte.landmark;

import dev.marotte.face.BilateralFilter;
import dev.marotte.face.OneEuroFilter;
import dev.marotte.face.SmoothedFace;
import dev.marotte.face.TimedLandmarks;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The smoothing's state of a session. Hurried frames are sent at once, with a filter that knows only the past; the others wait for the frames after them,
 * so that there is less jitter and no lag. Immutable.
 */
sealed interface Smoothing {
    /** Takes one frame in. */
    Step next(FaceObservation seen);

    /** Releases the frames that wait for others: no more will come. */
    List<FaceObservation> rest();

    /**
     * The outcome of one more frame.
     *
     * @param ready frames to send, in order
     */
    record Step(Smoothing after, List<FaceObservation> ready) {}

    /** State of a hurried session without a face in the last frame. */
    record Idle() implements Smoothing {
        @Override
        public Step next(FaceObservation seen) {
            return switch (seen) {
                case FaceObservation.Face face ->
                    Following.step(
                            OneEuroFilter.DEFAULT.start(
                                    face.landmarks(), face.stamp().pts()),
                            face);
                case FaceObservation.Nothing nothing -> new Step(this, List.of(nothing));
            };
        }

        @Override
        public List<FaceObservation> rest() {
            return List.of();
        }
    }

    /** State of a hurried session, with the filter's state of the face. */
    record Following(SmoothedFace last) implements Smoothing {
        @Override
        public Step next(FaceObservation seen) {
            return switch (seen) {
                case FaceObservation.Face face ->
                    step(
                            OneEuroFilter.DEFAULT.next(
                                    last, face.landmarks(), face.stamp().pts()),
                            face);
                case FaceObservation.Nothing nothing -> new Step(after(nothing.reason()), List.of(nothing));
            };
        }

        private static Step step(SmoothedFace smoothed, FaceObservation.Face face) {
            return new Step(new Following(smoothed), List.of(face.with(smoothed.landmarks())));
        }

        /** A picture that is broken or was not observed says nothing about where the face is. */
        private Smoothing after(UntrackedReason reason) {
            return switch (reason) {
                case NO_FACE -> new Idle();
                case BROKEN_PICTURE, LATE -> this;
            };
        }

        @Override
        public List<FaceObservation> rest() {
            return List.of();
        }
    }

    /**
     * State of a session with time to look ahead.
     *
     * @param window the last frames as they were seen
     * @param waiting how many of them, the latest, have not been sent
     */
    record LookingAhead(List<FaceObservation> window, int waiting) implements Smoothing {
        static final LookingAhead START = new LookingAhead(List.of(), 0);
        /** Number of frames on each side; a third one changed little. */
        static final int REACH = 2;

        @Override
        public Step next(FaceObservation seen) {
            List<FaceObservation> longer = new ArrayList<>(window);
            longer.add(seen);
            return waiting < REACH
                    ? new Step(new LookingAhead(List.copyOf(longer), waiting + 1), List.of())
                    : new Step(keep(longer), List.of(smoothed(longer, longer.size() - 1 - REACH)));
        }

        private static LookingAhead keep(List<FaceObservation> frames) {
            int first = Math.max(0, frames.size() - 2 * REACH);
            return new LookingAhead(List.copyOf(frames.subList(first, frames.size())), REACH);
        }

        @Override
        public List<FaceObservation> rest() {
            List<FaceObservation> rest = new ArrayList<>();
            for (int i = window.size() - waiting; i < window.size(); i++) {
                rest.add(smoothed(window, i));
            }
            return rest;
        }

        private static FaceObservation smoothed(List<FaceObservation> frames, int at) {
            if (!(frames.get(at) instanceof FaceObservation.Face face)) {
                return frames.get(at);
            }
            List<FaceObservation.Face> around = new ArrayList<>();
            for (int away = 1; away <= Math.min(REACH, Math.min(at, frames.size() - 1 - at)); away++) {
                if (frames.get(at - away) instanceof FaceObservation.Face before
                        && frames.get(at + away) instanceof FaceObservation.Face after) {
                    around.add(before);
                    around.add(after);
                }
            }
            List<TimedLandmarks> landmarks =
                    around.stream().map(FaceObservation.Face::timed).toList();
            return face.with(BilateralFilter.DEFAULT.smooth(face.timed(), landmarks))
                    .with(SmoothedMotion.of(face, around));
        }
    }
}
