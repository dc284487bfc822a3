package dev.marotte.schemas;

import java.util.Locale;

/** The stages that a frame passes, in their order; of landmark and speech each session needs one. */
public enum StageName {
    INGEST,
    LANDMARK,
    SPEECH,
    RENDER,
    SINK;

    /**
     * The consumer group in which this stage reads the sessions of a profile, and the name of its application where it
     * is one. Profiles never share a group, or loops of one would be given partitions of the other; stages before and
     * behind this one look up here how far it has committed.
     */
    public String group(Profile profile) {
        return ("marotte-" + name() + "-" + profile.name()).toLowerCase(Locale.ROOT);
    }
}
