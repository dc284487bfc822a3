package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopedSourceTest {
    private int open;

    @Test
    void aClipGoesOnWhereItEnded() throws IOException {
        List<Media> media = new ArrayList<>();
        try (DrivingSource looped = new LoopedSource(Clip::new, 3)) {
            assertThat(looped.facts().estimatedFrames()).isEqualTo(6);
            assertThat(looped.facts().sound()).isEqualTo(new Soundtrack.None());
            for (int step = 0; step < 7; step++) {
                media.add(looped.next());
                assertThat(open).isEqualTo(1);
            }
        }

        assertThat(media)
                .containsExactly(
                        new Media.Frame(Pts.ZERO),
                        new Media.Broken(new Pts(40)),
                        new Media.Frame(new Pts(80)),
                        new Media.Broken(new Pts(120)),
                        new Media.Frame(new Pts(160)),
                        new Media.Broken(new Pts(200)),
                        new Media.End(new Pts(240), new Media.Completeness.Whole()));
        assertThat(open).isZero();
    }

    /** Two frames with sound between them. */
    private final class Clip implements DrivingSource {
        private final Iterator<Media> media = List.<Media>of(
                        new Media.Frame(Pts.ZERO),
                        new Media.Sound(Pts.ZERO, 40, Bytes.EMPTY),
                        new Media.Broken(new Pts(40)),
                        new Media.End(new Pts(80), new Media.Completeness.Whole()))
                .iterator();

        Clip() {
            open++;
        }

        @Override
        public ClipFacts facts() {
            return new ClipFacts(2, 2, 25, 2, new Soundtrack.Coded(AudioCodec.AAC, 48_000, 1, Bytes.EMPTY));
        }

        @Override
        public Media next() {
            return media.next();
        }

        @Override
        public Picture encode() {
            return new Picture(PictureCodec.JPEG, 2, 2, Bytes.EMPTY);
        }

        @Override
        public void close() {
            open--;
        }
    }
}
