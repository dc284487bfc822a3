package dev.marotte.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
    @Test
    void remembersWhyItCouldNotBeWritten() {
        var output = new StandardOutput(failing("No space left on device"));
        print(output);
        assertThat(output.failure()).hasValue("No space left on device");
    }

    @Test
    void takesAReaderWhoHasGoneForNoFailure() {
        var output = new StandardOutput(failing("Broken pipe"));
        print(output);
        assertThat(output.failure()).isEmpty();
    }

    @Test
    void passesOnWhatIsPrinted() {
        var written = new ByteArrayOutputStream();
        var output = new StandardOutput(written);
        print(output);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("anna\n");
        assertThat(output.failure()).isEmpty();
    }

    private static void print(StandardOutput output) {
        PrintWriter writer = output.writer();
        writer.print("anna\n");
        writer.flush();
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
