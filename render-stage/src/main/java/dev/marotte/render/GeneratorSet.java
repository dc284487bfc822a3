package dev.marotte.render;

import dev.marotte.schemas.Profile;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A generator for each of a stage's loops. One thread. */
final class GeneratorSet implements AutoCloseable {
    private final Map<Profile, Generator> generators = new EnumMap<>(Profile.class);

    void load(RenderConfig config) {
        LoadedGenerator loaded = LoadedGenerator.load(config.generator());
        config.profiles().forEach(profile -> generators.put(profile, loaded.generator()));
    }

    Generator of(Profile profile) {
        return Objects.requireNonNull(generators.get(profile), "loaded for every profile");
    }

    @Override
    public void close() {
        generators.values().forEach(Generator::close);
    }
}
