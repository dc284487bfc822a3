package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FannedOutWriterTest {
    private static final Rendered FIRST = new Rendered(
            new FrameStamp(new SessionId("test"), 0, Pts.ZERO),
            TestSessions.TIMING,
            new Picture(PictureCodec.RAW_BGR, 2, 2, Bytes.of(new byte[12])),
            new Alpha.None(),
            new StageTimes(0, 0, 0, 1));

    @Test
    void allOutputsGetTheSame() throws IOException {
        TakenDown one = new TakenDown();
        TakenDown other = new TakenDown();

        write(FannedOutWriter.of(List.of(one, other)));

        assertThat(one.seen).containsExactly(0L, 0L).isEqualTo(other.seen);
        assertThat(one.finished && other.finished && one.closed && other.closed).isTrue();
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamedAndNoneStays() {
        TakenDown good = new TakenDown();
        TakenDown full = new TakenDown(1);
        Output output = new Output(Path.of("out.mkv"), Output.Form.MATROSKA, false);

        assertThatThrownBy(() -> write(FannedOutWriter.of(List.of(good, OutputWriter.of(output, full)))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cannot write out.mkv: no space left on device");

        assertThat(good.closed && full.closed).isTrue();
        assertThat(good.finished || full.finished).isFalse();
    }

    @Test
    void whatWasOpenedIsClosedWhereTheNextCannotBe() {
        TakenDown good = new TakenDown();
        ClipWriters broken = (_, _, _) -> {
            throw new IOException("no");
        };

        assertThatThrownBy(() -> write(FannedOutWriter.of(List.of(good, broken))))
                .hasMessage("no");

        assertThat(good.closed).isTrue();
    }

    private static void write(ClipWriters writers) throws IOException {
        try (ClipWriter writer = writers.open(FrameRate.of(25), new Sound.None(), FIRST)) {
            writer.show(FIRST);
            writer.frame();
            writer.frame();
            writer.finish();
        }
    }
}
