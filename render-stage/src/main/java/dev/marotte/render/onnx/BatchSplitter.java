package dev.marotte.render.onnx;

import dev.marotte.face.onnx.Device;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.Embedding;
import dev.marotte.render.DrawRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts batches into runs of the model.
 *
 * @param most maximum number of frames in one run
 * @param mixed whether frames of several identities share a run
 */
record BatchSplitter(int most, boolean mixed) {
    private static final int MOST_ON_CUDA = 32;

    /**
     * Chooses what is fastest on this device. On the CPU an embedding, some ten megabytes, is read in place, while several would first have to be copied
     * into one bank. The size of a run is the bundle's: frames in a run share the cost of a model's small operators, but leave the caches. On CUDA small
     * runs leave the device idle, and embeddings are there already.
     */
    static BatchSplitter of(Bundle bundle, Device device) {
        return switch (device) {
            case Device.Cpu() -> new BatchSplitter(bundle.framesPerRun(), false);
            case Device.Cuda _ -> new BatchSplitter(MOST_ON_CUDA, true);
        };
    }

    /** Returns the numbers of the batch's requests, run by run, each exactly once. */
    List<List<Integer>> cut(List<DrawRequest> batch) {
        return together(batch).stream().flatMap(this::pieces).toList();
    }

    private Collection<List<Integer>> together(List<DrawRequest> batch) {
        List<Integer> all = IntStream.range(0, batch.size()).boxed().toList();
        if (mixed) {
            return List.of(all);
        }
        Map<Embedding, List<Integer>> alike = new LinkedHashMap<>();
        all.forEach(number -> alike.computeIfAbsent(batch.get(number).identity(), _ -> new ArrayList<>())
                .add(number));
        return alike.values();
    }

    private Stream<List<Integer>> pieces(List<Integer> numbers) {
        return IntStream.iterate(0, start -> start < numbers.size(), start -> start + most)
                .mapToObj(start -> numbers.subList(start, Math.min(start + most, numbers.size())));
    }
}
