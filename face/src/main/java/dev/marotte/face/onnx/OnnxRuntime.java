package dev.marotte.face.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The process's ONNX Runtime, without its telemetry. Since 1.29 the official builds send telemetry to their vendor from Linux and macOS too, which a tool
 * for faces must not do. They also crash the process silently if its command line is longer than some 3,900 characters (microsoft/onnxruntime issue 32173
 * and related ones), which a long class path can cause.
 *
 * <p>All code in this process that uses ONNX Runtime gets it here, because the first use decides. Any thread.
 */
public final class OnnxRuntime {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

    static {
        setEnvironmentVariable();
    }

    private OnnxRuntime() {}

    /** @throws IllegalStateException if ONNX Runtime does not work on this machine */
    public static OrtEnvironment environment() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not start", e);
        }
        return environment;
    }

    /** Sets the switch in the environment natively: the runtime reads it while it starts, before its own interface can be called, and Java cannot set it. */
    private static void setEnvironmentVariable() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("setenv")
                .map(setenv -> linker.downcallHandle(
                        setenv,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)))
                .ifPresent(setenv -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment name = arena.allocateFrom(SWITCH);
                        int failure = (int) setenv.invokeExact(name, arena.allocateFrom("1"), 1);
                        if (failure != 0) {
                            throw new IllegalStateException("cannot set " + SWITCH);
                        }
                    } catch (Throwable e) { // declared by method handles
                        throw new IllegalStateException("cannot set " + SWITCH, e);
                    }
                });
    }
}
