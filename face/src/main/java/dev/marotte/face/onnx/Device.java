package dev.marotte.face.onnx;

/** A device that models run on. As a choice: this one or nothing. */
public sealed interface Device extends DeviceChoice {
    Device CPU = new Cpu();

    /** The processor, all of its cores. */
    record Cpu() implements Device {
        @Override
        public String written() {
            return "cpu";
        }
    }

    /**
     * A device of NVIDIA's.
     *
     * @param index among those that the process sees, which {@code CUDA_VISIBLE_DEVICES} decides
     */
    record Cuda(int index) implements Device {
        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException("CUDA's devices are numbered from 0, not from " + index);
            }
        }

        @Override
        public String written() {
            return "cuda:" + index;
        }
    }

    /** The device of this number. */
    static Device cuda(int index) {
        return new Cuda(index);
    }
}
