package dev.marotte.identity.opencv;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Redirects OpenCV's own log, which bypasses all loggers and goes to the process's standard error, to the application's log. OpenCV lets its writer be
 * replaced, but JavaCPP has no binding for that. Where the function is not found under its usual name, nothing changes.
 */
final class OpenCvLog {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCvLog.class);
    /** {@code cv::utils::logging::internal::replaceWriteLogMessage(void (*)(LogLevel, const char*))}, as compilers other than Microsoft's name it. */
    private static final String REPLACE = "_ZN2cv5utils7logging8internal22replaceWriteLogMessageEPFvNS1_8LogLevelEPKcE";
    /** Longest message that is read. */
    private static final long LONGEST = 1 << 16;

    private static final AddressLayout TEXT =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(LONGEST, ValueLayout.JAVA_BYTE));
    private static final int WARNING = 3;

    private OpenCvLog() {}

    /** Redirects the log; false where that is not possible. Idempotent, any thread. */
    static boolean isOurs() {
        return Once.REDIRECTED;
    }

    /** The class is initialized once, and the writer lives as long as the process. */
    private static final class Once {
        private static final boolean REDIRECTED = redirect();

        private static boolean redirect() {
            Loader.load(opencv_core.class);
            return SymbolLookup.loaderLookup().find(REPLACE).map(Once::replace).orElse(false);
        }

        private static boolean replace(MemorySegment function) {
            Linker linker = Linker.nativeLinker();
            MethodHandle replace = linker.downcallHandle(function, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
            try {
                replace.invokeExact(linker.upcallStub(
                        writer(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT, TEXT), Arena.global()));
                return true;
            } catch (Throwable e) {
                throw new IllegalStateException("OpenCV's log cannot be redirected", e);
            }
        }

        private static MethodHandle writer() throws ReflectiveOperationException {
            return MethodHandles.lookup()
                    .findStatic(
                            OpenCvLog.class,
                            "write",
                            MethodType.methodType(void.class, int.class, MemorySegment.class));
        }
    }

    /** Called by OpenCV. Throws nothing, because an exception here would end the process. */
    @SuppressWarnings("UnusedMethod") // found by its name
    private static void write(int level, MemorySegment text) {
        try {
            LOG.atLevel(level <= WARNING ? Level.WARN : Level.DEBUG)
                    .addKeyValue("words", text.getString(0).strip())
                    .log("OpenCV said something");
        } catch (RuntimeException e) {
            // The message is then unknown.
        }
    }
}
