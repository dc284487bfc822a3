package dev.marotte.standalone.doctor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.marotte.face.cuda.CudaRuntime;
import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.face.onnx.ModelPlacement;
import dev.marotte.face.onnx.OnnxRuntime;
import dev.marotte.standalone.doctor.DoctorFinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs a graph of one node on each device, because the list of providers names CUDA even where it does not work. */
public final class OnnxCheck {
    private OnnxCheck() {}

    /**
     * Tries the CPU and every CUDA device that this process sees.
     *
     * @param wanted is reported as broken if it does not work, others as absent
     * @throws LinkageError if the native libraries cannot be loaded
     */
    public static List<DoctorFinding> examine(DeviceChoice wanted) {
        return Stream.concat(Stream.of(cpu()), devices(wanted).map(device -> cuda(device, wanted.equals(device))))
                .toList();
    }

    /** The available devices, and in any case the first one, to report on it, and the wanted one. */
    private static Stream<Device.Cuda> devices(DeviceChoice wanted) {
        int count = CudaRuntime.find().map(CudaRuntime::devices).orElse(0);
        Stream<Device.Cuda> there = IntStream.range(0, Math.max(1, count)).mapToObj(Device.Cuda::new);
        return wanted instanceof Device.Cuda cuda
                ? Stream.concat(there, Stream.of(cuda)).distinct()
                : there;
    }

    private static DoctorFinding cpu() {
        try {
            runIdentity(Device.CPU);
            return DoctorFinding.works("ONNX Runtime", OnnxRuntime.environment().getVersion() + ", runs on the CPU");
        } catch (OrtException e) {
            return DoctorFinding.broken("ONNX Runtime", firstLine(e));
        }
    }

    private static DoctorFinding cuda(Device.Cuda device, boolean wanted) {
        try {
            runIdentity(device);
            return DoctorFinding.works("CUDA", "runs on " + device.written() + memory(device));
        } catch (OrtException e) {
            return wanted
                    ? DoctorFinding.broken(
                            "CUDA", device.written() + " was asked for and is not usable: " + firstLine(e))
                    : DoctorFinding.absent(
                            "CUDA",
                            device.written() + " is not usable, so everything runs on the CPU: " + firstLine(e));
        }
    }

    private static String memory(Device.Cuda device) {
        return CudaRuntime.find()
                .map(runtime -> runtime.memory(device.index()))
                .map(bytes -> ", %d of %d MB free".formatted(bytes.free() >> 20, bytes.total() >> 20))
                .orElse("");
    }

    private static void runIdentity(Device device) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (SessionOptions options = new ModelPlacement(device, 1, CudaTuning.PRESET).options();
                OrtSession session = environment.createSession(identityGraph(), options);
                OnnxTensor one = OnnxTensor.createTensor(environment, new float[] {1});
                OrtSession.Result result = session.run(Map.of("x", one))) {
            if (((float[]) result.get(0).getValue())[0] != 1) {
                throw new OrtException("the identity of 1 is not 1");
            }
        }
    }

    private static byte[] identityGraph() {
        try (InputStream graph = OnnxCheck.class.getResourceAsStream("identity.onnx")) {
            return Objects.requireNonNull(graph, "identity.onnx is in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .strip();
    }
}
