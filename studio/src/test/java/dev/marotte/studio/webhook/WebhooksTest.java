package dev.marotte.studio.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WebhooksTest {
    @Test
    void signsTheTimeAndTheBody() {
        Webhooks webhooks = webhooks("http://127.0.0.1:9/", "0123456789abcdef");

        // By openssl: printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(webhooks.signature(1_700_000_000, "{}"))
                .isEqualTo("t=1700000000,v1=e4f8e2ecae2295b2ddb2f0b5584c8275e226c0ebe9b3b819e70156bb67122e3e");
    }

    @Test
    void wantsASecretAndAnAddress() {
        assertThatThrownBy(() -> webhooks("http://127.0.0.1:9/", "short"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("studio.webhook.secret");
        assertThatThrownBy(() -> webhooks("ftp://127.0.0.1/", "0123456789abcdef"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not 'ftp://127.0.0.1/'");
    }

    private static Webhooks webhooks(String address, String secret) {
        return new Webhooks(List.of(address), secret, _ -> "{}", () -> Instant.EPOCH);
    }
}
