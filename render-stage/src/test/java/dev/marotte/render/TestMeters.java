package dev.marotte.render;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Meters that nobody reads. */
final class TestMeters {
    private TestMeters() {}

    static CacheMeters unread() {
        return new RenderMeters(new SimpleMeterRegistry()).cache();
    }
}
