package dev.marotte.face.implicit;

/** A wish for an opening of eyes or lips. */
public sealed interface OpeningWish {
    /** As the motion itself has it. */
    record Followed() implements OpeningWish {}

    /** As wide as this ratio, whatever the motion. */
    record Wanted(double ratio) implements OpeningWish {}
}
