package dev.marotte.schemas;

import java.util.regex.Pattern;

/** Names one session: one driving source rendered with one identity. The key of every per-frame topic. */
public record SessionId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public SessionId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("a session id has 1 to 128 of A-Z a-z 0-9 . _ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
