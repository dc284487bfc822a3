package dev.marotte.landmark;

import dev.marotte.face.TrackState;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.SessionMotion;

/** Measures how long the observation of a frame takes. */
record MeteredObserver(FrameObserver observer, LandmarkMeters meters) implements FrameObserver {
    @Override
    public ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion) {
        return meters.observing(() -> observer.observe(before, frame, motion));
    }
}
