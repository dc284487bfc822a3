package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserFoldersTest {
    private static final String OF_USER_DATABASE = "/home/known";

    @Test
    void theEnvironmentsHomeWinsOverTheUserDatabase() {
        assertThat(data(Map.of("HOME", "/elsewhere"))).isEqualTo(Path.of("/elsewhere/.local/share/marotte"));
        assertThat(data(Map.of())).isEqualTo(Path.of("/home/known/.local/share/marotte"));
        assertThat(data(Map.of("HOME", ""))).isEqualTo(Path.of("/home/known/.local/share/marotte"));
    }

    @Test
    void aRelativePlaceInTheEnvironmentCountsAsNone() {
        assertThat(data(Map.of("XDG_DATA_HOME", "data", "HOME", "."))).isEqualTo(data(Map.of()));
    }

    @Test
    void nobodyKnowsAHomeIsSaidSo() {
        assertThatThrownBy(() -> new UserFolders(Map.of(), "?").data())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--data");
    }

    @Test
    void librariesGoToTheCacheThenToTheDataFolderThenToWhatIsCleared() {
        var places = new UserFolders(Map.of("XDG_CACHE_HOME", "/cache"), OF_USER_DATABASE)
                .unpacking(Optional.of(Path.of("/data")));
        assertThat(places)
                .extracting(UnpackFolder::path)
                .startsWith(Path.of("/cache/marotte/natives"), Path.of("/data/natives"))
                .hasSizeGreaterThan(3);
    }

    private static Path data(Map<String, String> environment) {
        return new UserFolders(environment, OF_USER_DATABASE).data();
    }
}
