package dev.marotte.render;

import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.CudaTuning.Arena;
import dev.marotte.face.onnx.CudaTuning.Search;
import dev.marotte.face.onnx.CudaTuning.TensorFloats;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import java.util.List;

/** Settings of a CUDA device; they have no effect on the CPU. */
final class CudaSettings {
    private static final Setting<Long> MEMORY = bytes(
            "render.cuda.memory",
            CudaTuning.PRESET.memoryLimit(),
            "Most memory of the device that each model takes for its runs; 0: no limit but the device's own.");
    private static final Setting<Long> EMBEDDINGS = bytes(
            "render.cuda.embeddings",
            CudaTuning.PRESET.embeddingBytes(),
            "Memory of the device for identities of one size of crop, which then are not uploaded with each run; whoever does not fit is. 0: all are.");
    private static final Setting<Arena> ARENA = Setting.choice(
            "render.cuda.arena",
            CudaTuning.PRESET.arena(),
            Arena.class,
            "How memory for runs grows: doubled needs few allocations, exact needs little memory.");
    private static final Setting<Search> SEARCH = Setting.choice(
            "render.cuda.search",
            CudaTuning.PRESET.search(),
            Search.class,
            "How cuDNN finds an algorithm for a convolution; exhaustive stutters at each new number of frames in a run.");
    private static final Setting<TensorFloats> TENSOR_FLOATS = Setting.choice(
            "render.cuda.tf32",
            CudaTuning.PRESET.tensorFloats(),
            TensorFloats.class,
            "Whether convolutions round to TF32, which tensor cores compute fastest.");

    static final List<Setting<?>> ALL = List.of(MEMORY, EMBEDDINGS, ARENA, SEARCH, TENSOR_FLOATS);

    private CudaSettings() {}

    static CudaTuning of(Settings settings) {
        return new CudaTuning(
                settings.get(MEMORY),
                settings.get(EMBEDDINGS),
                settings.get(ARENA),
                settings.get(SEARCH),
                settings.get(TENSOR_FLOATS));
    }

    private static Setting<Long> bytes(String name, long preset, String sentence) {
        return new Setting<>(
                name, Long.toString(preset), "bytes", "0 to " + Long.MAX_VALUE, sentence, CudaSettings::bytes);
    }

    /** @throws BadInputException if it is not a number of bytes */
    static long bytes(String written) {
        if (!written.matches("\\d{1,18}")) {
            throw new BadInputException("is a number of bytes, at least 0");
        }
        return Long.parseLong(written);
    }
}
