package dev.marotte.render;

import java.util.Optional;
import java.util.function.Supplier;

/** A model that is loaded when it is first needed, once for all loops. Any thread. */
final class SharedModel implements AutoCloseable {
    private final String id;
    private final Supplier<DrawingModel> loading;
    private Optional<DrawingModel> loaded = Optional.empty();

    /** @param id the id of its generators */
    SharedModel(String id, Supplier<DrawingModel> loading) {
        this.id = id;
        this.loading = loading;
    }

    String id() {
        return id;
    }

    /** Returns a generator for one thread. */
    Generator generator() {
        return load().generator();
    }

    synchronized boolean isLoaded() {
        return loaded.isPresent();
    }

    /** Loads the model unless it is loaded. Other threads that need it wait meanwhile: it takes seconds. */
    synchronized DrawingModel load() {
        DrawingModel model = loaded.orElseGet(loading);
        loaded = Optional.of(model);
        return model;
    }

    @Override
    public synchronized void close() {
        loaded.ifPresent(DrawingModel::close);
    }
}
