package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import java.time.InstantSource;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Tools that the tasks of an application use.
 *
 * @param observers gives each task its own
 * @param networks for sessions that need more than landmarks
 * @param lookups gives each task its own, for its partition
 */
record TrackingTools(
        Supplier<FrameObserver> observers,
        MotionNetworks networks,
        CanonicalFace canonical,
        IntFunction<SessionLookup> lookups,
        LandmarkMeters meters,
        InstantSource clock) {}
