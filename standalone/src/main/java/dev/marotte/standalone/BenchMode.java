package dev.marotte.standalone;

import dev.marotte.schemas.Profile;

/** What a run of the bench is like. */
enum BenchMode {
    LOSSLESS(Profile.LOSSLESS, Order.TOGETHER, "lossless"),
    LIVE(Profile.LIVE, Order.TOGETHER, "live, 25 a second"),
    /** What each stage costs where it runs on a machine of its own: two stages on one processor slow each other down. */
    ONE_BY_ONE(Profile.LOSSLESS, Order.ONE_BY_ONE, "one by one");

    private final Profile profile;
    private final Order order;
    private final String words;

    BenchMode(Profile profile, Order order, String words) {
        this.profile = profile;
        this.order = order;
        this.words = words;
    }

    Profile profile() {
        return profile;
    }

    Order order() {
        return order;
    }

    String words() {
        return words;
    }
}
