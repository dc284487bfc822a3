package dev.marotte.render;

import dev.marotte.face.implicit.AppearanceVolume;
import dev.marotte.face.implicit.ImplicitNetwork;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.KeypointEmbedding;
import dev.marotte.identity.LoadedNetworks;
import dev.marotte.schemas.MotionKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.WeakHashMap;

/** A user's folder of implicit-keypoint networks. Tested only with stand-ins of the same names and shapes, <em>never with the real weights</em>. Any thread. */
final class KeypointModel implements DrawingModel {
    private final MotionKind.ImplicitKeypoints kind;
    private final ImplicitNetworks networks;
    /** Features of eight megabytes each, kept for as long as the embedding is referenced elsewhere: they are freed with a revoked identity. */
    private final Map<Embedding, Sitter> sitters = new WeakHashMap<>();

    private KeypointModel(MotionKind.ImplicitKeypoints kind, ImplicitNetworks networks) {
        this.kind = kind;
        this.networks = networks;
    }

    /** Loads the networks that draw; the one that observes frames and portraits is used elsewhere. */
    static KeypointModel open(LoadedNetworks loaded) {
        EnumSet<ImplicitNetwork> drawing = EnumSet.complementOf(EnumSet.of(ImplicitNetwork.MOTION));
        return new KeypointModel(loaded.kind(), ImplicitNetworks.open(loaded.folder(), drawing, loaded.placement()));
    }

    MotionKind.ImplicitKeypoints kind() {
        return kind;
    }

    ImplicitNetworks networks() {
        return networks;
    }

    /** Callers wait while another thread extracts the features of the same identity. */
    synchronized Sitter sitter(Embedding identity) {
        return sitters.computeIfAbsent(identity, unknown -> {
            KeypointEmbedding embedding = KeypointEmbedding.of(unknown);
            return new Sitter(embedding, networks.appearance(embedding.halved()));
        });
    }

    @Override
    public Generator generator() {
        return new KeypointGenerator(this);
    }

    @Override
    public void close() {
        networks.close();
    }

    /** An identity whose features were extracted. */
    record Sitter(KeypointEmbedding embedding, AppearanceVolume looks) {}
}
