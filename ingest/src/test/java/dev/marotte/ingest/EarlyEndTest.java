package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EarlyEndTest {
    private final StopSignal stop = new StopSignal();
    private final EarlyEnd ending = new EarlyEnd(stop);

    @Test
    void aSourceThatIsStoppedIsOverAfterItsLastFrame() throws IOException {
        var clip = new Endless();
        assertThat(ending.next(clip)).isEqualTo(new Media.Frame(Pts.ZERO));
        assertThat(ending.next(clip)).isEqualTo(new Media.Frame(new Pts(40_000)));
        stop.give();

        assertThat(ending.next(clip)).isEqualTo(new Media.End(new Pts(80_000), new Media.Completeness.Whole()));
        assertThat(clip.frames).isEqualTo(2);
    }

    @Test
    void aFrameThatWasWaitedForWhenTheStopCameIsNotSent() throws IOException {
        var clip = new WatchedSource(new Endless(), source -> {
            Media media = source.next();
            stop.give();
            return media;
        });

        assertThat(ending.next(clip)).isEqualTo(new Media.End(Pts.ZERO, new Media.Completeness.Whole()));
    }

    private static final class Endless implements DrivingSource {
        private int frames;

        @Override
        public ClipFacts facts() {
            return new ClipFacts(2, 2, 25, 0, new Soundtrack.None());
        }

        @Override
        public Media next() {
            return new Media.Frame(new Pts(40_000L * frames++));
        }

        @Override
        public Picture encode() {
            return new Picture(PictureCodec.JPEG, 2, 2, Bytes.EMPTY);
        }

        @Override
        public void close() {}
    }
}
