package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpusUnitsTest {
    /** First bytes and their lengths by the table of RFC 6716. */
    @ParameterizedTest
    @CsvSource({"0, 0, 10000", "24, 0, 60000", "104, 0, 20000", "120, 0, 20000", "121, 0, 40000", "123, 3, 60000"})
    void tellsHowLongAUnitSounds(int first, int second, long micros) {
        assertThat(OpusUnits.durationMicros(Bytes.of(new byte[] {(byte) first, (byte) second})))
                .isEqualTo(micros);
    }
}
