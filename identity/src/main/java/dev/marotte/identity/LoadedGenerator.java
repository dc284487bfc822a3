package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;

/** A generator that was read and checked, as enrolment needs it. Safe for use by several threads. */
public sealed interface LoadedGenerator permits LoadedBundle, LoadedNetworks {
    /**
     * Reads and checks the generator that people are enrolled with, and finds the device.
     *
     * @throws dev.marotte.schemas.BadInputException if it or the requested device cannot be used
     */
    static LoadedGenerator load(GeneratorChoice choice) {
        BundleSource source = choice.bundle().enrolling();
        return source.networks()
                .<LoadedGenerator>map(folder -> LoadedNetworks.load(folder, choice))
                .orElseGet(() -> LoadedBundle.load(choice));
    }

    /**
     * Returns the name and version of a source's generator.
     *
     * @throws dev.marotte.schemas.BadInputException if it cannot be used
     */
    static String idOf(BundleSource source) {
        return source.networks()
                .map(folder -> folder.motionKind().generator())
                .orElseGet(() -> BundleReader.read(source).id());
    }

    /** Ids of the bundles that draw the embeddings that it makes. */
    GeneratorIds drawnBy();

    /** Maximum number of pictures of one person. */
    int maxSources();

    /**
     * Returns the part of a portrait that it draws.
     *
     * @param face in pixels of the portrait
     */
    Crop crop(FaceLandmarks face, int width, int height);

    /** Creates the encoder that makes embeddings; the caller closes it. */
    Encoder encoder();
}
