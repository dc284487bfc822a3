package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownHostTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "0:0:0:0:0:0:0:0"})
    void thisMachineIsShownForAllOfItsAddresses(String wildcard) throws UnknownHostException {
        assertThat(ShownHost.of(wildcard)).isEqualTo(InetAddress.getLocalHost().getHostName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anyOtherIsShownAsItWasGiven(String host) {
        assertThat(ShownHost.of(host)).isEqualTo(host);
    }

    @Test
    void whatCannotBeResolvedIsShownAsItWasGiven() {
        assertThat(ShownHost.of("not a host")).isEqualTo("not a host");
    }
}
