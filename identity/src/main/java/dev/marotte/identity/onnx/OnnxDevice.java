package dev.marotte.identity.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.onnx.OnnxRuntime;
import dev.marotte.identity.ModelSpec;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device that models run on, found by trying it. Safe for use by several threads.
 *
 * <p>ONNX Runtime names CUDA among its providers wherever it was compiled in, driver or not; only a session that was made says that it works.
 */
public final class OnnxDevice {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxDevice.class);

    private final Device device;
    private final int threads;

    private OnnxDevice(Device device, int threads) {
        this.device = device;
        this.threads = threads;
    }

    /**
     * Finds the device.
     *
     * @param probe any model that shall run on it
     * @param threads for one run on the CPU
     * @throws BadInputException if CUDA is demanded and does not work; the message says why
     */
    public static OnnxDevice open(DeviceChoice choice, Bytes probe, int threads) {
        return switch (choice) {
            case CPU -> new OnnxDevice(Device.CPU, threads);
            case CUDA -> demandCuda(tryCuda(probe), threads);
            case AUTO -> preferCuda(tryCuda(probe), threads);
        };
    }

    private static OnnxDevice demandCuda(CudaTrial trial, int threads) {
        return switch (trial) {
            case CudaTrial.Works() -> new OnnxDevice(Device.CUDA, threads);
            case CudaTrial.Fails(String reason) ->
                throw new BadInputException("CUDA was asked for and does not work here: " + reason);
        };
    }

    private static OnnxDevice preferCuda(CudaTrial trial, int threads) {
        return switch (trial) {
            case CudaTrial.Works() -> {
                LOG.atInfo().addKeyValue("device", Device.CUDA).log("Rendering device chosen");
                yield new OnnxDevice(Device.CUDA, threads);
            }
            case CudaTrial.Fails(String reason) -> {
                LOG.atInfo()
                        .addKeyValue("device", Device.CPU)
                        .addKeyValue("cuda", reason)
                        .log("Rendering device chosen");
                yield new OnnxDevice(Device.CPU, threads);
            }
        };
    }

    /** Makes a session on CUDA and says what came of it. */
    private static CudaTrial tryCuda(Bytes probe) {
        try (OrtSession _ = session(Device.CUDA, 1, probe)) {
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

    /** Kind of the device. */
    public Device device() {
        return device;
    }

    /**
     * Loads a model that is as {@code spec} describes it. Whoever asked closes it.
     *
     * @throws BadInputException if it is another one
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

    /** Loads a model. Whoever asked closes it. */
    OrtSession load(Bytes model) {
        try {
            return session(device, threads, model);
        } catch (OrtException e) {
            throw new BadInputException("the generator's model cannot be loaded: " + firstSentence(e), e);
        }
    }

    private static OrtSession session(Device device, int threads, Bytes model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Idle workers would spin on cores that other stages need.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (device == Device.CUDA) {
                options.addCUDA(0);
            }
            return OnnxRuntime.environment().createSession(model.unsafeArray(), options);
        }
    }
}
