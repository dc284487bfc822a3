package dev.marotte.render.onnx;

import ai.onnxruntime.OrtException;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeddings that stay on a device: each is uploaded when it is first drawn and not with every run. Memory is allocated for each set of shapes, that is
 * for each size of crop, when an identity of that size is first drawn. If there is no room for a run's identities, the run uploads all of them itself. Any
 * thread; an upload makes the other loops wait.
 */
final class DeviceBank implements EmbeddingBank {
    private final List<String> names;
    private final BankMemory memory;
    private final long bytes;
    private final HostBank host;
    private final Map<List<Shape>, BankShelf> shelves = new HashMap<>();

    /**
     * @param names of the tensors that the model takes
     * @param memory taken over
     * @param bytes for the embeddings of one size
     */
    DeviceBank(List<String> names, BankMemory memory, long bytes) {
        this.names = names;
        this.memory = memory;
        this.bytes = bytes;
        host = new HostBank(names);
    }

    @Override
    public synchronized Loan lend(List<Embedding> identities) throws OrtException {
        List<Shape> shapes = names.stream()
                .map(name -> identities.getFirst().named(name).shape())
                .toList();
        BankShelf shelf = shelves.get(shapes);
        if (shelf == null) {
            shelf = BankShelf.of(names, identities.getFirst(), memory, bytes);
            shelves.put(shapes, shelf);
        }
        return shelf.hasRoom(identities) ? shelf.lend(identities, this) : host.lend(identities);
    }

    @Override
    public synchronized void close() {
        shelves.values().forEach(BankShelf::close);
        memory.close();
    }
}
