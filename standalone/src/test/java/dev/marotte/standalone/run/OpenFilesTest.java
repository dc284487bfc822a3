package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenFilesTest {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             9000                 9000                 processes
            Max open files            %s                   %s                   files
            """;

    @Test
    void saysHowManyAreAllowedAndHowManyAreNeeded() {
        assertThatThrownBy(() -> OpenFiles.in(LIMITS.formatted("128", "128")).requireEnough())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("only 128 open files are allowed here and 256 are needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "1048576", "unlimited", "999999999999"})
    void takesWhatIsEnough(String limit) {
        assertThatCode(() -> OpenFiles.in(LIMITS.formatted(limit, limit)).requireEnough())
                .doesNotThrowAnyException();
    }

    @Test
    void takesAnUnknownNumberForEnough() {
        assertThatCode(() -> OpenFiles.in("").requireEnough()).doesNotThrowAnyException();
    }
}
