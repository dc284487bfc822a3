package dev.marotte.face.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The process's ONNX Runtime, without its telemetry. Since 1.29 the official builds report to their maker from Linux and macOS too, which
 * a tool for faces must not; and they crash the process, without a word, where its command line is longer than some 3,900 characters
 * (microsoft/onnxruntime issue 32173 and its kin), as a long class path makes it.
 *
 * <p>Every user of ONNX Runtime in this process gets it here: the first one decides. Any thread.
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

    /** The switch is read while the runtime starts, before its own interface can be asked, and Java cannot set it. */
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
                    } catch (Throwable e) { // what a method handle declares
                        throw new IllegalStateException("cannot set " + SWITCH, e);
                    }
                });
    }
}
