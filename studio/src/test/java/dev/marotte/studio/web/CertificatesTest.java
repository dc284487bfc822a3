package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificatesTest {
    private static final char[] PASSWORD = "only-of-this-test".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void servesThePageByTls() throws Exception {
        KeyStore made = made();
        Path chain = pem("chain.pem", "CERTIFICATE", made.getCertificate("page").getEncoded());
        Path key = pem("key.pem", "PRIVATE KEY", made.getKey("page", PASSWORD).getEncoded());
        Map<String, String> settings =
                Map.of("studio.certificate", chain.toString(), "studio.certificate.key", key.toString());
        StudioParts parts = OfflineStudio.parts(folder, Cluster.at("127.0.0.1:9"), settings);

        try (StudioServer server = parts.serve(0);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(made)).build()) {
            String address = server.address("x");
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());

            assertThat(address).startsWith("https://127.0.0.1:");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.sslSession()).isPresent();
            assertThat(page.body()).contains("<title>Marotte studio</title>");
        }
    }

    @Test
    void saysWhichFileIsMissingOrNoCertificate() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");

        assertThatThrownBy(() -> Certificates.of(text.toString(), ""))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("studio.certificate.key");
        assertThatThrownBy(() -> Certificates.of(text.toString(), text.toString()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("text.pem");
    }

    /** By the JDK's keytool, as an administrator would. */
    private KeyStore made() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "page",
                "-keyalg",
                "EC",
                "-dname",
                "CN=a test",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static SSLContext trusting(KeyStore made) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("page", made.getCertificate("page"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
