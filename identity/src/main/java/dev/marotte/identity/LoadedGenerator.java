package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;

/** A generator that was read and checked, as enrolment needs it. Safe for use by several threads. */
public sealed interface LoadedGenerator permits LoadedBundle, LoadedNetworks {
    /**
     * Reads and checks the generator that people are enrolled with, and finds the device.
     *
     * @throws dev.marotte.schemas.BadInputException if it cannot be used, or the device that was asked for
     */
    static LoadedGenerator load(GeneratorChoice choice) {
        BundleSource source = choice.bundle().enrolling();
        return source.networks()
                .<LoadedGenerator>map(folder -> LoadedNetworks.load(folder, choice))
                .orElseGet(() -> LoadedBundle.load(choice));
    }

    /**
     * Name and version of the generator of a source.
     *
     * @throws dev.marotte.schemas.BadInputException if it cannot be used
     */
    static String idOf(BundleSource source) {
        return source.networks()
                .map(folder -> folder.motionKind().generator())
                .orElseGet(() -> BundleReader.read(source).id());
    }

    /** Ids of whatever draws the embeddings that it makes. */
    GeneratorIds drawnBy();

    /** Greatest number of pictures of one person. */
    int maxSources();

    /**
     * The part of a portrait that it draws.
     *
     * @param face in pixels of the portrait
     */
    Crop crop(FaceLandmarks face, int width, int height);

    /** What makes embeddings; the caller closes it. */
    Encoder encoder();
}
