package dev.marotte.landmark;

import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import java.time.InstantSource;

/** Counts messages that go out, and measures their age. */
record MeteredOutlet(Outlet outlet, LandmarkMeters meters, InstantSource clock) implements Outlet {
    @Override
    public void landmarks(LandmarksMessage message) {
        outlet.landmarks(message);
        meters.published(message, clock.instant());
    }

    @Override
    public void neutral(Neutral neutral) {
        outlet.neutral(neutral);
    }
}
