package dev.marotte.schemas;

/** Why a frame was dropped. */
public enum DropReason {
    /** Past its deadline in the live profile. */
    LATE,
    /** The identity is unknown, of another generator, or was revoked. */
    NO_IDENTITY,
    /**
     * The landmarks record could not be read and is in the dead letters, or the neutral frame that it is measured against never came.
     * These are not two reasons, because readers of the first release would take a new one for a damaged record.
     */
    UNREADABLE
}
