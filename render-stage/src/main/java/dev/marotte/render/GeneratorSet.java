package dev.marotte.render;

import dev.marotte.identity.LoadedBundle;
import dev.marotte.render.onnx.OnnxGenerator;
import dev.marotte.schemas.Profile;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A generator for each of a stage's loops. One thread. */
final class GeneratorSet implements AutoCloseable {
    private final Map<Profile, Generator> generators = new EnumMap<>(Profile.class);

    void open(Set<Profile> profiles, LoadedBundle loaded) {
        profiles.forEach(profile -> generators.put(profile, OnnxGenerator.open(loaded.bundle(), loaded.device())));
    }

    Generator of(Profile profile) {
        return Objects.requireNonNull(generators.get(profile), "opened for every profile");
    }

    @Override
    public void close() {
        generators.values().forEach(Generator::close);
    }
}
