package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.IngestReport;
import dev.marotte.ingest.Media.Completeness.Truncated;
import dev.marotte.ingest.Media.Completeness.Whole;
import dev.marotte.sink.FrameOutcomes;
import dev.marotte.sink.FrameRate;
import dev.marotte.sink.Output;
import dev.marotte.sink.SinkReport;
import java.nio.file.Path;
import java.util.Map;
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

    @Test
    void saysWhatDidNotGoAsItShould() {
        var output = new Output(Path.of("o.mp4"), Output.Form.MP4, false);
        var held = new SinkReport(output, FrameRate.of(25), 20, new FrameOutcomes(15, 0, 5, Map.of(), 0, 0));
        var broken = new IngestReport(20, new Truncated("the clip breaks off: 0.8 of 1.6 s could be read"));

        assertThat(Screen.goodbye(new AnimationReport(broken, held)))
                .contains(" a second. Of 20 frames of the clip: 5 without a face to follow (held). "
                        + "The clip breaks off: 0.8 of 1.6 s could be read. Open it with: ");
    }

    private static String goodbye(String path, Output.Form form, long frames) {
        var written = new SinkReport(
                new Output(Path.of(path), form, false),
                FrameRate.of(25),
                frames,
                new FrameOutcomes(frames, 0, 0, Map.of(), 0, 0));
        return Screen.goodbye(new AnimationReport(new IngestReport(frames, new Whole()), written));
    }
}
