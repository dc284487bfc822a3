package dev.marotte.schemas;

/** Why a frame was given up. */
public enum DropReason {
    /** Past its deadline in the live profile. */
    LATE,
    /** The identity is unknown, of another generator, or was revoked. */
    NO_IDENTITY,
    /** The record could not be read; it stands in the dead letters. */
    UNREADABLE
}
