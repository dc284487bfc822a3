package dev.marotte.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
    /** ONNX Runtime 1.29 by itself crashes such a process. */
    @Test
    void startsInAProcessWithALongCommandLine() throws IOException, InterruptedException {
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dpadding=" + "x".repeat(10_000),
                        Child.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = child.start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** The other process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            OnnxRuntime.environment();
        }
    }
}
