package dev.marotte.studio.web;

import dev.marotte.schemas.BadInputException;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Files;
import java.nio.file.Path;

/** TLS from PEM files of a certificate and its key. */
final class Certificates {
    private Certificates() {}

    /** @throws BadInputException if one of the files is not there or does not hold what it should */
    static Tls of(String certificate, String key) {
        Path chain = file("studio.certificate", certificate);
        Path own = file("studio.certificate.key", key);
        try {
            Keys keys = Keys.builder()
                    .pem(pem -> pem.certChain(Resource.create(chain)).key(Resource.create(own)))
                    .build();
            return Tls.builder()
                    .privateKey(keys.privateKey().orElseThrow())
                    .privateKeyCertChain(keys.certChain())
                    .build();
        } catch (RuntimeException e) {
            throw new BadInputException(
                    "the certificate " + certificate + " and its key cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path file(String setting, String name) {
        if (name.isEmpty() || !Files.isReadable(Path.of(name))) {
            throw new BadInputException(
                    "the setting " + setting + " names a PEM file that can be read, not '" + name + "'");
        }
        return Path.of(name);
    }
}
