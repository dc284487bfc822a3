package dev.marotte.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.onnx.CudaTuning.Arena;
import dev.marotte.face.onnx.CudaTuning.Search;
import dev.marotte.face.onnx.CudaTuning.TensorFloats;
import org.junit.jupiter.api.Test;

class CudaTuningTest {
    @Test
    void saysInTheProvidersWordsWhatIsPreset() {
        assertThat(CudaTuning.PRESET.options())
                .containsOnlyKeys("arena_extend_strategy", "cudnn_conv_algo_search", "use_tf32")
                .containsEntry("arena_extend_strategy", "kNextPowerOfTwo")
                .containsEntry("cudnn_conv_algo_search", "HEURISTIC")
                .containsEntry("use_tf32", "1");
    }

    @Test
    void saysInTheProvidersWordsWhatWasChosen() {
        assertThat(new CudaTuning(1000, 0, Arena.EXACT, Search.EXHAUSTIVE, TensorFloats.OFF).options())
                .containsEntry("arena_extend_strategy", "kSameAsRequested")
                .containsEntry("cudnn_conv_algo_search", "EXHAUSTIVE")
                .containsEntry("use_tf32", "0")
                .containsEntry("gpu_mem_limit", "1000");
    }

    @Test
    void refusesLessThanNoMemory() {
        assertThatThrownBy(() -> new CudaTuning(-1, 0, Arena.EXACT, Search.DEFAULT, TensorFloats.ON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
