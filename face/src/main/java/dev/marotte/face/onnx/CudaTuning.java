package dev.marotte.face.onnx;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Choice of how ONNX Runtime uses a CUDA device. The presets were derived from the models; none was measured on a device.
 *
 * @param memoryLimit of each model's arena in bytes; 0 for none
 * @param embeddingBytes device memory for embeddings of one shape that stay there; 0 if all are uploaded with each run
 * @param arena how the arena grows
 * @param search of an algorithm for each convolution and each new shape
 * @param tensorFloats whether convolutions and products may round to 10 bits of mantissa, as tensor cores do at full speed
 */
public record CudaTuning(long memoryLimit, long embeddingBytes, Arena arena, Search search, TensorFloats tensorFloats) {
    /**
     * The number of frames in a run changes all the time, and with it every shape: an exhaustive search would measure all algorithms for each of them
     * during live work.
     */
    public static final CudaTuning PRESET =
            new CudaTuning(0, 1L << 30, Arena.DOUBLED, Search.HEURISTIC, TensorFloats.ON);

    public CudaTuning {
        if (memoryLimit < 0 || embeddingBytes < 0) {
            throw new IllegalArgumentException("a device's memory is a number of bytes that is not negative");
        }
    }

    /** How the memory that is kept for further runs grows. */
    public enum Arena {
        /** To the next power of two: few allocations. */
        DOUBLED,
        /** By the requested amount: little memory. */
        EXACT
    }

    /** How cuDNN searches for an algorithm. */
    public enum Search {
        /** By its own heuristics: immediate. */
        HEURISTIC,
        /** By trying all: the fastest in the end, after a stutter with each new batch size. */
        EXHAUSTIVE,
        /** No search: always the same algorithm. */
        DEFAULT
    }

    /** TF32 of tensor cores. */
    public enum TensorFloats {
        ON,
        OFF
    }

    /** Returns the options as the provider takes them; the keys are those of ONNX Runtime's {@code OrtCUDAProviderOptionsV2}. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(
                "arena_extend_strategy",
                switch (arena) {
                    case DOUBLED -> "kNextPowerOfTwo";
                    case EXACT -> "kSameAsRequested";
                });
        options.put("cudnn_conv_algo_search", search.name().toUpperCase(Locale.ROOT));
        options.put("use_tf32", tensorFloats == TensorFloats.ON ? "1" : "0");
        if (memoryLimit > 0) {
            options.put("gpu_mem_limit", Long.toString(memoryLimit));
        }
        return options;
    }
}
