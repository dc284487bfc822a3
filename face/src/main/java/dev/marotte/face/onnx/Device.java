package dev.marotte.face.onnx;

/** A device that models run on. As a choice: this device and no other. */
public sealed interface Device extends DeviceChoice {
    Device CPU = new Cpu();

    /** The processor with all its cores. */
    record Cpu() implements Device {
        @Override
        public String written() {
            return "cpu";
        }
    }

    /**
     * An NVIDIA device.
     *
     * @param index among the devices that the process sees, as set by {@code CUDA_VISIBLE_DEVICES}
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

    /** Returns the device with this number. */
    static Device cuda(int index) {
        return new Cuda(index);
    }
}
