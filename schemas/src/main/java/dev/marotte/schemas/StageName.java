package dev.marotte.schemas;

import java.util.Locale;

/** The stages that a frame passes, in order; each session uses either landmark or speech. */
public enum StageName {
    INGEST,
    LANDMARK,
    SPEECH,
    RENDER,
    SINK;

    /**
     * The consumer group in which this stage reads the sessions of a profile, and its application id if it is a Kafka
     * Streams application. Profiles never share a group, otherwise loops of one would be assigned partitions of the
     * other. Stages upstream and downstream use this name to look up how far the stage has committed.
     */
    public String group(Profile profile) {
        return ("marotte-" + name() + "-" + profile.name()).toLowerCase(Locale.ROOT);
    }
}
