package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.sink.FrameRate;
import dev.marotte.sink.Output;
import dev.marotte.sink.SinkReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    @Test
    void saysHowToOpenTheResult() {
        assertThat(goodbye("out/demo.mp4", Output.Form.MP4, 2))
                .startsWith("out/demo.mp4 is ready: 2 frames, 0.1 s at 25")
                .endsWith("open out/demo.mp4");
    }

    @Test
    void quotesWhatTheShellWouldTakeApart() {
        assertThat(goodbye("my face's.mp4", Output.Form.MP4, 1))
                .contains(": 1 frame, ")
                .endsWith("open 'my face'\\''s.mp4'");
    }

    @Test
    void opensTheFolderOfPictures() {
        assertThat(goodbye("/shot/%06d.png", Output.Form.PICTURES, 2)).endsWith("open /shot");
    }

    private static String goodbye(String path, Output.Form form, long frames) {
        return Screen.goodbye(
                new SinkReport(new Output(Path.of(path), form, false), FrameRate.of(25), frames, frames, frames, 0, 0));
    }
}
