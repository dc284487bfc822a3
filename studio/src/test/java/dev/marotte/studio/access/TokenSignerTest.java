package dev.marotte.studio.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenSignerTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void knowsItsTokensAgainAfterARestart() {
        String token = signer(NOW).issue(Role.DRIVER);

        assertThat(signer(NOW.plus(Duration.ofDays(29))).read(token))
                .get()
                .extracting(AccessToken::role)
                .isEqualTo(Role.DRIVER);
        assertThat(signer(NOW.plus(Duration.ofDays(31))).read(token)).isEmpty();
    }

    @Test
    void refusesATokenWhoseRoleWasChanged() {
        String token = signer(NOW).issue(Role.VIEWER);

        assertThat(signer(NOW).read(token.replace("viewer", "admin"))).isEmpty();
        assertThat(signer(NOW).read(token + "x")).isEmpty();
        assertThat(signer(NOW).read("a.admin.9999999999.")).isEmpty();
        assertThat(signer(NOW).read("")).isEmpty();
    }

    @Test
    void keepsItsKeyFromOthers() throws IOException {
        signer(NOW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void letsACodeInOnce() {
        EntryCodes codes = new EntryCodes(signer(NOW), () -> NOW);
        String code = codes.make(Role.ADMIN);

        assertThat(codes.redeem(code).flatMap(signer(NOW)::read))
                .get()
                .extracting(AccessToken::role)
                .isEqualTo(Role.ADMIN);
        assertThat(codes.redeem(code)).isEmpty();
        assertThat(codes.redeem("")).isEmpty();
    }

    private TokenSigner signer(Instant now) {
        return TokenSigner.keptIn(folder.resolve("key"), () -> now);
    }
}
