package dev.marotte.schemas;

/** Why a frame was given up. */
public enum DropReason {
    /** Past its deadline in the live profile. */
    LATE,
    /** The identity is unknown, of another generator, or was revoked. */
    NO_IDENTITY,
    /**
     * The landmarks record could not be read and stands in the dead letters; or the neutral frame never came that it is measured against.
     * Not two reasons: a reader of the first release would take a new one for a damaged record.
     */
    UNREADABLE
}
