package dev.marotte.identity.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.cuda.CudaRuntime;
import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.face.onnx.ModelPlacement;
import dev.marotte.face.onnx.OnnxRuntime;
import dev.marotte.identity.ModelSpec;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device that models run on, found by trying it. Safe for use by several threads.
 *
 * <p>ONNX Runtime lists CUDA among its providers wherever it was compiled in, with or without a driver; only a successfully created session shows that it
 * works.
 */
public final class OnnxDevice {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxDevice.class);
    private static final Device FIRST = Device.cuda(0);

    private final ModelPlacement placement;

    private OnnxDevice(ModelPlacement placement) {
        this.placement = placement;
    }

    /**
     * Finds the device.
     *
     * @param probe any model that must run on it
     * @param threads for one run on the CPU
     * @throws BadInputException if a CUDA device is demanded and does not work; the message says why
     */
    public static OnnxDevice open(DeviceChoice choice, Bytes probe, int threads, CudaTuning tuning) {
        Device found = switch (choice) {
            case DeviceChoice.Automatic() -> preferCuda(tryCuda(new ModelPlacement(FIRST, 1, tuning), probe));
            case Device.Cpu cpu -> cpu;
            case Device.Cuda cuda -> demandCuda(cuda, probe, tuning);
        };
        return new OnnxDevice(new ModelPlacement(found, threads, tuning));
    }

    private static Device demandCuda(Device.Cuda wanted, Bytes probe, CudaTuning tuning) {
        CudaRuntime.find().ifPresent(runtime -> requireNumber(wanted, runtime.devices()));
        return switch (tryCuda(new ModelPlacement(wanted, 1, tuning), probe)) {
            case CudaTrial.Works() -> wanted;
            case CudaTrial.Fails(String reason) ->
                throw new BadInputException(wanted.written() + " was asked for and does not work here: " + reason);
        };
    }

    /** @throws BadInputException if there are devices, but none with this number */
    static void requireNumber(Device.Cuda wanted, int devices) {
        if (devices > 0 && wanted.index() >= devices) {
            throw new BadInputException(wanted.written() + " was asked for, and this machine has "
                    + (devices == 1
                            ? "one CUDA device, " + FIRST.written()
                            : devices + " CUDA devices, " + FIRST.written() + " to "
                                    + Device.cuda(devices - 1).written()));
        }
    }

    private static Device preferCuda(CudaTrial trial) {
        return switch (trial) {
            case CudaTrial.Works() -> chosen(FIRST, Optional.empty());
            case CudaTrial.Fails(String reason) -> chosen(Device.CPU, Optional.of(reason));
        };
    }

    private static Device chosen(Device device, Optional<String> against) {
        var event = LOG.atInfo().addKeyValue("device", device.written());
        against.map(reason -> event.addKeyValue("cuda", reason)).orElse(event).log("Rendering device chosen");
        return device;
    }

    /** Tries to create a session on CUDA and returns the result. */
    private static CudaTrial tryCuda(ModelPlacement cuda, Bytes probe) {
        try (OrtSession _ = session(cuda, probe)) {
            return new CudaTrial.Works();
        } catch (OrtException e) {
            return new CudaTrial.Fails(firstSentence(e));
        } catch (UnsatisfiedLinkError e) {
            return new CudaTrial.Fails(firstSentence(e));
        }
    }

    private static String firstSentence(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /** The device. */
    public Device device() {
        return placement.device();
    }

    /** The device, and how models run on it. */
    public ModelPlacement placement() {
        return placement;
    }

    /**
     * Loads a model that matches {@code spec}. The caller closes it.
     *
     * @throws BadInputException if it does not match
     */
    public OrtSession load(Bytes model, ModelSpec spec) {
        OrtSession session = load(model);
        boolean usable = false;
        try {
            ModelSignatureCheck.check(session, spec);
            usable = true;
            return session;
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        } finally {
            if (!usable) {
                close(session);
            }
        }
    }

    /** Closes a session that was loaded here. */
    public static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new BrokenDeviceException(e);
        }
    }

    /** Loads a model. The caller closes it. */
    OrtSession load(Bytes model) {
        try {
            return session(placement, model);
        } catch (OrtException e) {
            throw new BadInputException("the generator's model cannot be loaded: " + firstSentence(e), e);
        }
    }

    private static OrtSession session(ModelPlacement placement, Bytes model) throws OrtException {
        try (OrtSession.SessionOptions options = placement.options()) {
            return OnnxRuntime.environment().createSession(model.unsafeArray(), options);
        }
    }
}
