package dev.marotte.render;

import dev.marotte.face.onnx.Device;
import dev.marotte.identity.BundleChoice;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.LoadedBundle;
import dev.marotte.identity.LoadedGenerator;
import dev.marotte.identity.LoadedNetworks;
import dev.marotte.render.onnx.OnnxModel;
import dev.marotte.schemas.Profile;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models of a stage, each loaded once, and the generators that its loops draw with. One thread, apart from those that load the models; the generators that
 * it returns are for the loops' threads.
 */
final class GeneratorSet implements AutoCloseable {
    private final Map<Profile, List<SharedModel>> models = new EnumMap<>(Profile.class);
    private Device device = Device.CPU;

    /**
     * Finds the device and loads what live sessions are drawn with, or, where none are served, what recorded ones are: ONNX Runtime occupies a processor
     * for a second or more with each model, which is most of a stage's start.
     *
     * @throws dev.marotte.schemas.BadInputException if one of them cannot be used
     */
    void open(Set<Profile> profiles, GeneratorChoice choice) throws InterruptedException {
        switch (LoadedGenerator.load(choice)) {
            case LoadedBundle enrolling -> share(profiles, choice.bundle(), enrolling);
            case LoadedNetworks networks -> share(profiles, networks);
        }
        load(profiles.contains(Profile.LIVE) ? Set.of(Profile.LIVE) : profiles);
    }

    /**
     * Loads the other profiles' preferred models, in parallel. A profile's first model draws nearly everything; the others take seconds too, and may never
     * be needed.
     *
     * @throws dev.marotte.schemas.BadInputException if one of them cannot be used
     */
    void openOthers() throws InterruptedException {
        load(models.keySet());
    }

    private void share(Set<Profile> profiles, LoadedNetworks networks) {
        device = networks.device();
        SharedModel model = new SharedModel(networks.kind().generator(), () -> KeypointModel.open(networks));
        profiles.forEach(profile -> models.put(profile, List.of(model)));
    }

    private void share(Set<Profile> profiles, BundleChoice choice, LoadedBundle enrolling) {
        device = enrolling.device().device();
        Map<BundleSource, SharedModel> shared = new HashMap<>(Map.of(choice.enrolling(), model(enrolling)));
        for (Profile profile : profiles) {
            Stream<SharedModel> drawing = choice.drawing(profile, device).stream()
                    .map(source -> shared.computeIfAbsent(source, each -> model(enrolling.beside(each))));
            models.put(profile, drawing.toList());
        }
    }

    private static SharedModel model(LoadedBundle loaded) {
        return new SharedModel(loaded.bundle().id(), () -> OnnxModel.open(loaded.bundle(), loaded.device()));
    }

    private void load(Set<Profile> profiles) throws InterruptedException {
        ThreadFactory named = Thread.ofPlatform().name("render-models-", 0).factory();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(named)) {
            List<Callable<DrawingModel>> loadings = profiles.stream()
                    .map(profile -> ofProfile(profile).getFirst())
                    .distinct()
                    .<Callable<DrawingModel>>map(model -> model::load)
                    .toList();
            threads.invokeAll(loadings).forEach(GeneratorSet::requireLoaded);
        }
    }

    private static void requireLoaded(Future<?> loading) {
        if (loading.state() == Future.State.FAILED) {
            throw loading.exceptionNow() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("a generator cannot be opened", loading.exceptionNow());
        }
    }

    /** Where all of them run. */
    Device device() {
        return device;
    }

    /** Ids of the generators whose embeddings can be drawn here. */
    Set<String> ids() {
        return models.values().stream()
                .flatMap(List::stream)
                .map(SharedModel::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns generators for one more loop of a profile, the preferred one first; those whose models are not loaded yet load them when they are needed. */
    List<Generator> ofLoop(Profile profile) {
        return ofProfile(profile).stream().map(GeneratorSet::generator).toList();
    }

    private static Generator generator(SharedModel model) {
        return model.isLoaded() ? model.generator() : new GeneratorOnDemand(model.id(), model::generator);
    }

    private List<SharedModel> ofProfile(Profile profile) {
        return Objects.requireNonNull(models.get(profile), "opened for every profile");
    }

    /** Frees the models; the loops must have ended before. */
    @Override
    public void close() {
        models.values().stream().flatMap(Collection::stream).distinct().forEach(SharedModel::close);
    }
}
