package dev.marotte.studio.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows; each role includes those before it. */
public enum Role {
    /** Sees sessions and watches them. */
    VIEWER,
    /** Enrols, goes live, and directs sessions of its own. */
    DRIVER,
    /** Directs and ends everybody's sessions, and renders recordings again. */
    OPERATOR,
    /** Revokes identities, deletes recordings and lets others in. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role of this name; empty if there is none. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
