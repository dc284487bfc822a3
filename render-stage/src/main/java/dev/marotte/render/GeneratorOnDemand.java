package dev.marotte.render;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A bundle's generator, driven by landmarks, that is opened when it is first needed: even one that few identities need takes seconds to load. For use by
 * one thread at a time.
 */
final class GeneratorOnDemand implements Generator {
    private final String id;
    private final Supplier<Generator> opening;
    private Optional<Generator> opened = Optional.empty();

    /** @param id the id that the generator will have */
    GeneratorOnDemand(String id, Supplier<Generator> opening) {
        this.id = id;
        this.opening = opening;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int framesPerRun() {
        return opened().framesPerRun();
    }

    @Override
    public void draw(List<DrawRequest> batch, int size, Drawn drawn) {
        opened().draw(batch, size, drawn);
    }

    private Generator opened() {
        Generator generator = opened.orElseGet(opening);
        opened = Optional.of(generator);
        return generator;
    }

    @Override
    public void close() {
        opened.ifPresent(Generator::close);
    }
}
