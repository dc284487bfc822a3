package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.PushedDecoder;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.live.MediaMessage.Coding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
final class BroadcastTest {
    private static final SessionId SESSION = new SessionId("demo");

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = InstantSource.system();
    private final Broadcast broadcast =
            new Broadcast(SESSION, new SlateWatch(Duration.ofSeconds(60), clock, _ -> Optional.empty()), clock);
    private final KeptLine line = new KeptLine();
    private final Viewer viewer = new Viewer(line, Coding.H264);
    private long index;

    @Test
    void aFaceOfAnotherShapeIsNotDistorted() throws Exception {
        assertThat(broadcast.add(viewer)).isTrue();
        Thread encoder = start(() -> {});
        show(grey(128, 128));
        patiently().until(() -> line.sizes.size() == 1);
        show(grey(128, 192));
        patiently().until(() -> line.sizes.size() == 2);
        show(grey(64, 96));
        patiently().until(() -> line.sizes.size() == 3);
        broadcast.close();
        encoder.join();

        assertThat(line.sizes).containsExactly("128x128", "128x192", "128x192");
    }

    @Test
    void aBroadcastThatBreaksOffIsForgottenAndItsViewersComeBackToAnother() throws Exception {
        AtomicBoolean forgotten = new AtomicBoolean();
        broadcast.add(viewer);
        Thread encoder = start(() -> forgotten.set(line.closed.isEmpty()));
        show(new Picture(PictureCodec.JPEG, 128, 128, Bytes.ofUtf8("no picture")));
        encoder.join();

        assertThat(forgotten).isTrue();
        assertThat(line.closed).contains(CloseCodes.BROKEN);
        assertThat(broadcast.add(viewer)).isFalse();
    }

    @Test
    void nobodyBeginsToWatchABroadcastThatNobodyWanted() {
        Broadcast unwanted =
                new Broadcast(SESSION, new SlateWatch(Duration.ofSeconds(60), clock, _ -> Optional.empty()), () -> now);
        assertThat(unwanted.closeUnlessWanted()).isFalse();
        now = now.plusSeconds(60);
        assertThat(unwanted.closeUnlessWanted()).isTrue();
        assertThat(unwanted.add(viewer)).isFalse();
    }

    @Test
    void anInterruptionThatIsHeardOfTwiceCutsOnce() throws InterruptedException {
        broadcast.add(viewer);
        broadcast.cutBefore(40_000);
        broadcast.cutBefore(20_000);
        broadcast.cutBefore(40_000);
        viewer.close();
        viewer.run();

        assertThat(line.words).containsExactly("{\"cut\":40000}");
    }

    /** For the first picture a machine loads libraries of codecs. */
    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private Thread start(Runnable forget) {
        Thread.ofVirtual().start(() -> {
            try {
                viewer.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return Thread.ofPlatform().start(new BroadcastThread(broadcast, forget)::run);
    }

    private void show(Picture picture) {
        broadcast.take(
                new Rendered(
                        new FrameStamp(SESSION, index, new Pts(index++ * 40_000)),
                        FrameTiming.unhurried(Instant.now()),
                        picture,
                        new Alpha.None(),
                        new StageTimes(0, 0, 0, 1)),
                0);
    }

    private static Picture grey(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) 90);
        return new Picture(PictureCodec.RAW_BGR, width, height, Bytes.of(pixels));
    }

    /** Keeps what it is told, and how large the pictures are for a decoder that gets all of them. */
    private static final class KeptLine implements ViewerLine {
        private final List<String> sizes = new CopyOnWriteArrayList<>();
        private final List<String> words = new CopyOnWriteArrayList<>();
        private volatile Optional<Integer> closed = Optional.empty();

        @Override
        public void send(byte[] message) {
            MediaMessage media = MediaMessage.read(ByteBuffer.wrap(message)).orElseThrow();
            assertThat(media.key() || !sizes.isEmpty()).isTrue();
            // Each alone: a key frame says what size it has, and what follows has the size of that.
            sizes.add(media.key() ? sizeOf(media.payload()) : sizes.getLast());
        }

        private static String sizeOf(Bytes unit) {
            try (PushedDecoder decoder = PushedDecoder.open(PushedDecoder.Coding.H264, SourceSettings.DEFAULT)) {
                assertThat(decoder.decode(unit)).isTrue();
                Picture picture = decoder.picture();
                return picture.width() + "x" + picture.height();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void tell(String said) {
            words.add(said);
        }

        @Override
        public void close(int code, String reason) {
            closed = Optional.of(code);
        }
    }
}
