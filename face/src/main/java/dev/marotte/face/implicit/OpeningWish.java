package dev.marotte.face.implicit;

/** A wanted opening of eyes or lips. */
public sealed interface OpeningWish {
    /** As in the motion itself. */
    record Followed() implements OpeningWish {}

    /** As wide as this ratio, whatever the motion. */
    record Wanted(double ratio) implements OpeningWish {}
}
