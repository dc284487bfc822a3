package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/** What the numbers of a picture's pixels mean. */
public sealed interface Colours {
    /** sRGB, also assumed where the file does not say. */
    record Standard() implements Colours {}

    /** As defined by an ICC profile (ISO 15076). */
    record Profiled(Bytes profile) implements Colours {}

    static Colours of(Bytes profile) {
        return profile.size() == 0 ? new Standard() : new Profiled(profile);
    }
}
