package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionOutput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a playlist is made where it can be; where not, the session is refused before anything was read. */
final class LiveOutputTest {
    @TempDir
    private Path folder;

    @Test
    void theFolderOfAPlaylistIsMade() {
        Path playlist = folder.resolve("hls").resolve("index.m3u8");
        assertThat(outputs(playlist)).containsExactly(new LiveOutput.InSegments(playlist));
        assertThat(playlist.getParent()).isEmptyDirectory();
        assertThat(outputs(playlist)).hasSize(1);
    }

    @Test
    void noFoldersAreMadeForAPlaceThatSomebodyMistyped() {
        Path playlist = folder.resolve("wbe").resolve("hls").resolve("index.m3u8");
        assertThatThrownBy(() -> outputs(playlist))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no folder for it");
        assertThat(folder).isEmptyDirectory();
    }

    private static List<LiveOutput> outputs(Path playlist) {
        return LiveOutput.of(List.of(new SessionOutput.SegmentOutput(playlist.toString())));
    }
}
