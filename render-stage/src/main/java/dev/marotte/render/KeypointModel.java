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

/**
 * A user's folder of implicit-keypoint networks. Tested with stand-ins of the same names and shapes alone, <em>never with the real weights</em>. Any
 * thread.
 */
final class KeypointModel implements DrawingModel {
    private final MotionKind.ImplicitKeypoints kind;
    private final ImplicitNetworks networks;
    /** Features of eight megabytes each, for as long as anybody else holds the embedding: they go with one that was revoked. */
    private final Map<Embedding, Sitter> sitters = new WeakHashMap<>();

    private KeypointModel(MotionKind.ImplicitKeypoints kind, ImplicitNetworks networks) {
        this.kind = kind;
        this.networks = networks;
    }

    /** Loads what draws; frames and portraits are looked at elsewhere. */
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

    /** Whoever asks for somebody that is being seen waits for it. */
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

    /** Somebody whose features were seen. */
    record Sitter(KeypointEmbedding embedding, AppearanceVolume looks) {}
}
