package dev.marotte.broker.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A key for 127.0.0.1 and the certificate that clients trust, made with the JDK's keytool.
 *
 * @param keystore PKCS12
 * @param certificate PEM
 */
record TestCertificate(Path keystore, String password, Path certificate) {
    private static final String ALIAS = "broker";

    /** Creates both in {@code folder}. */
    static TestCertificate make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String password = UUID.randomUUID().toString();
        var made = new TestCertificate(folder.resolve("keys.p12"), password, folder.resolve("certificate.pem"));
        made.keytool(
                "-genkeypair", "-keyalg", "EC", "-dname", "CN=a test", "-ext", "san=ip:127.0.0.1", "-validity", "2");
        made.keytool("-exportcert", "-rfc", "-file", made.certificate.toString());
        return made;
    }

    private void keytool(String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(what));
        command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", keystore.toString(), "-storepass", password));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + said);
        }
    }

    /** Kafka settings for the owner of the key. */
    Map<String, String> keys() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keystore.toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password);
    }

    /** Kafka settings for clients that trust the certificate. */
    Map<String, String> trust() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", certificate.toString());
    }
}
