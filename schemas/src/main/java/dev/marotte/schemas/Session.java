package dev.marotte.schemas;

/** What a session is. Kept in the compacted topic of sessions under its id; the last record counts. */
public record Session(
        SessionId id,
        IdentityRef identity,
        Profile profile,
        RenderSettings settings,
        NeutralChoice neutral,
        FaceChoice face,
        boolean ended) {

    public Session end() {
        return new Session(id, identity, profile, settings, neutral, face, true);
    }
}
