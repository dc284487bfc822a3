package dev.marotte.render.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.marotte.identity.Embedding;
import dev.marotte.identity.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Slots for embeddings of the same shapes. A slot that is lent is not written to. A slot whose identity is no longer referenced because it was revoked
 * keeps its content until another embedding takes the slot; such slots are reused first. Guarded by its bank.
 */
final class BankShelf implements AutoCloseable {
    private static final int MOST = 4096;

    private final Map<String, MemorySegment> banks;
    private final TensorScope tensors;
    private final BankMemory memory;
    private final List<BankSlot> slots;
    private long uses;

    private BankShelf(Map<String, MemorySegment> banks, TensorScope tensors, BankMemory memory, int slots) {
        this.banks = banks;
        this.tensors = tensors;
        this.memory = memory;
        this.slots = IntStream.range(0, slots).mapToObj(BankSlot::new).toList();
    }

    /**
     * Allocates the memory.
     *
     * @param like an embedding of the shapes
     * @param bytes for all slots together; if they do not suffice for one, the shelf has no slots
     */
    static BankShelf of(List<String> names, Embedding like, BankMemory memory, long bytes) throws OrtException {
        long each = names.stream().mapToLong(name -> like.named(name).bytes()).sum();
        int slots = Math.toIntExact(Math.min(MOST, bytes / each));
        Map<String, MemorySegment> banks = new LinkedHashMap<>();
        TensorScope tensors = new TensorScope();
        for (String name : slots == 0 ? List.<String>of() : names) {
            Tensor tensor = like.named(name);
            MemorySegment bank = memory.allocate(slots * tensor.bytes());
            banks.put(name, bank);
            tensors.add(
                    name,
                    DeviceTensors.over(
                            bank, memory, tensor.type(), tensor.shape().within(slots)));
        }
        return new BankShelf(banks, tensors, memory, slots);
    }

    /** Tells whether there is a slot for each of them. */
    boolean hasRoom(List<Embedding> identities) {
        long free = slots.stream().filter(BankSlot::isFree).count();
        long lent = identities.stream().filter(this::isLent).count();
        return identities.size() <= free + lent;
    }

    private boolean isLent(Embedding identity) {
        return slots.stream().anyMatch(slot -> !slot.isFree() && slot.holds(identity));
    }

    /**
     * Lends embeddings to a run that there is room for.
     *
     * @param bank the bank under whose lock the slots are returned
     */
    EmbeddingBank.Loan lend(List<Embedding> identities, EmbeddingBank bank) {
        Map<Embedding, BankSlot> lent = new HashMap<>();
        // Embeddings that are here come first: none of them may be evicted for another.
        identities.forEach(identity -> find(identity).ifPresent(slot -> lent.put(identity, lend(slot))));
        identities.forEach(identity -> lent.computeIfAbsent(identity, this::fill));
        return new EmbeddingBank.Loan() {
            @Override
            public Map<String, OnnxTensor> tensors() {
                return tensors.tensors();
            }

            @Override
            public int slot(Embedding identity) {
                return Objects.requireNonNull(lent.get(identity), "of this run").number();
            }

            @Override
            public void close() {
                synchronized (bank) {
                    lent.values().forEach(BankSlot::giveBack);
                }
            }
        };
    }

    private Optional<BankSlot> find(Embedding identity) {
        return slots.stream().filter(each -> each.holds(identity)).findFirst();
    }

    private BankSlot lend(BankSlot slot) {
        uses++;
        slot.lend(uses);
        return slot;
    }

    private BankSlot fill(Embedding identity) {
        BankSlot slot = slots.stream()
                .filter(BankSlot::isFree)
                .min(Comparator.comparing(BankSlot::isKnown).thenComparingLong(BankSlot::lastUse))
                .orElseThrow(() -> new IllegalStateException("no room for a run that was told there is"));
        slot.take(identity);
        banks.keySet().forEach(name -> upload(identity.named(name), slot.number()));
        return lend(slot);
    }

    private void upload(Tensor tensor, int slot) {
        MemorySegment bank = Objects.requireNonNull(banks.get(tensor.name()), "taken for every tensor");
        memory.upload(bank.asSlice(slot * tensor.bytes(), tensor.bytes()), MemorySegment.ofBuffer(tensor.elements()));
    }

    /** Closes the tensors; the memory stays with its owner. */
    @Override
    public void close() {
        tensors.close();
    }
}
