package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class MarotteTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatThereIsWhenNothingIsAsked() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: marotte", "doctor");
    }

    @Test
    void answersAnUnknownCommandWithOneLineAndCodeTwo() {
        assertThat(run("dance")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("marotte: ")
                .contains("'dance'");
    }

    private int run(String... arguments) {
        return Marotte.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
