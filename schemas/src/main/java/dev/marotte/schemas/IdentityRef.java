package dev.marotte.schemas;

/** One version of an enrolled identity; bound to each frame by the landmark stage. */
public record IdentityRef(String name, long version) {
    public IdentityRef {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("an identity has a name without '/'");
        }
    }
}
