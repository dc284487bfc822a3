package dev.marotte.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ConfigSecretsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "ssl.keystore.password",
                "ssl.key.password",
                "ssl.truststore.password",
                "ssl.keystore.key",
                "sasl.oauthbearer.client.credentials.client.secret",
                "sasl.oauthbearer.assertion.private.key.passphrase",
                "consumer.sasl.jaas.config"
            })
    void showsThatASecretIsSetAndNotWhatItIs(String key) throws IOException {
        Path kafka = Files.writeString(
                folder.resolve("kafka.properties"), "bootstrap.servers=kafka:9093\n" + key + "=hunter2\n");
        StringWriter out = new StringWriter();

        int exitCode = new CommandLine(new ConfigCommand())
                .setOut(new PrintWriter(out, true))
                .execute("--kafka", kafka.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("kafka.bootstrap.servers = kafka:9093", "kafka." + key + " = ***")
                .doesNotContain("hunter2");
    }
}
