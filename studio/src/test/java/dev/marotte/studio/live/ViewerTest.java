package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.studio.live.MediaMessage.Coding;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class ViewerTest {
    private final SentLine line = new SentLine();
    private final Viewer viewer = new Viewer(line, Coding.H264);

    @Test
    void keepsTwoPicturesAndThenWaitsForTheNextKeyFrame() throws InterruptedException {
        offer(0, true);
        offer(1, false);
        offer(2, false);
        offer(3, false);
        sendAll();
        offer(4, false);
        assertThat(viewer.awaitsKey()).isTrue();
        offer(5, true);
        offer(6, false);
        sendAll();

        assertThat(line.indices).containsExactly(0L, 1L, 5L, 6L);
        assertThat(viewer.skipped()).isEqualTo(3);
    }

    @Test
    void showsNothingBeforeTheFirstKeyFrame() throws InterruptedException {
        offer(0, false);
        offer(1, true);
        sendAll();

        assertThat(line.indices).containsExactly(1L);
    }

    @Test
    void saysWordsAlsoWhenItIsClosed() throws InterruptedException {
        viewer.tell("{\"ended\":true}");
        viewer.close();
        viewer.run();

        assertThat(line.words).containsExactly("{\"ended\":true}");
    }

    @Test
    void hearsOfTheEndHoweverMuchWasSaidBefore() throws InterruptedException {
        for (int second = 0; second < 1_000; second++) {
            viewer.tell("{\"figures\":" + second + "}");
            viewer.cut(second);
        }
        viewer.tell("{\"ended\":true}");
        viewer.close();
        viewer.run();

        assertThat(line.words).hasSizeLessThan(50).last().isEqualTo("{\"ended\":true}");
    }

    private void offer(long index, boolean key) {
        viewer.offer(MediaMessage.picture(Coding.H264, key, index, 0, 0, Bytes.EMPTY));
    }

    /** Lets the sender run until nothing waits: a line that ends it when it has got all of them. */
    private void sendAll() throws InterruptedException {
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                viewer.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sender.getState() == Thread.State.WAITING);
        sender.interrupt();
        sender.join();
    }

    /** A line that keeps what it is given. */
    private static final class SentLine implements ViewerLine {
        private final List<Long> indices = new ArrayList<>();
        private final List<String> words = new ArrayList<>();

        @Override
        public void send(byte[] message) {
            indices.add(
                    MediaMessage.read(ByteBuffer.wrap(message)).orElseThrow().index());
        }

        @Override
        public void tell(String said) {
            words.add(said);
        }

        @Override
        public void close(int code, String reason) {}
    }
}
