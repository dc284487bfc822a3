package dev.marotte.face.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.Map;

/**
 * Where a model runs, and how.
 *
 * @param threads number of threads of one run on the CPU
 * @param tuning of CUDA, if the device is one
 */
public record ModelPlacement(Device device, int threads, CudaTuning tuning) {
    /** On the CPU. */
    public static ModelPlacement cpu(int threads) {
        return new ModelPlacement(Device.CPU, threads, CudaTuning.PRESET);
    }

    /**
     * Creates the options of a session with this placement; the caller closes them.
     *
     * @throws OrtException if there is no such device, or this build of ONNX Runtime does not support it
     */
    public SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        boolean usable = false;
        try {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Idle workers would spin on cores that other stages need.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            switch (device) {
                case Device.Cpu() -> {}
                case Device.Cuda(int index) -> addCuda(options, index);
            }
            usable = true;
            return options;
        } finally {
            if (!usable) {
                options.close();
            }
        }
    }

    private void addCuda(SessionOptions options, int index) throws OrtException {
        try (var cuda = new OrtCUDAProviderOptions(index)) {
            for (Map.Entry<String, String> option : tuning.options().entrySet()) {
                cuda.add(option.getKey(), option.getValue());
            }
            options.addCUDA(cuda);
        }
    }
}
