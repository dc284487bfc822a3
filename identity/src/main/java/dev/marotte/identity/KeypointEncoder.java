package dev.marotte.identity;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitNetwork;
import dev.marotte.face.implicit.OpeningRatios;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.face.onnx.ModelPlacement;
import java.util.EnumSet;
import java.util.List;

/** The motion network of a user's folder: an embedding consists of what it sees in the portrait, and of the portrait's crop. */
final class KeypointEncoder implements Encoder {
    private final ImplicitNetworks networks;

    private KeypointEncoder(ImplicitNetworks networks) {
        this.networks = networks;
    }

    static KeypointEncoder open(ImplicitFolder folder) {
        return new KeypointEncoder(
                ImplicitNetworks.open(folder, EnumSet.of(ImplicitNetwork.MOTION), ModelPlacement.cpu(1)));
    }

    @Override
    public Embedding encode(List<Source> sources, int size) {
        Source portrait = sources.getFirst();
        return new KeypointEmbedding(
                        portrait.rgb(),
                        networks.motion(HalvedPicture.of(portrait.rgb(), size)),
                        OpeningRatios.of(portrait.landmarks()))
                .embedding();
    }

    @Override
    public void close() {
        networks.close();
    }
}
