package dev.marotte.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.ServedStudio;
import dev.marotte.standalone.StudioClient;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a camera's frame to the avatar's picture over the live socket, without a browser: 640 × 480 up, 25 a second. The table is left in {@code target/page-latency.txt}. With
 * {@code -Dpage.address=…} a studio is measured that runs already, with {@code -Dpage.seconds=300} for longer.
 */
@Timeout(900)
@Tag("alone")
final class PageLatencyIT {
    private static final Path TABLE = Path.of("target", "page-latency.txt");
    private static final long FRAME_NANOS = 40_000_000;
    private static final int WARMING_SECONDS = 5;
    /** Of frames without measure, where a machine is so busy that most come too late and are dropped. */
    private static final int LONGEST_SECONDS = 300;

    private static final Pattern STEP = Pattern.compile("\"(up|ingest|track|render|page|total)\":([0-9.]+)");

    private final int seconds = Integer.getInteger("page.seconds", 10);

    @TempDir
    private Path folder;

    @Test
    void framesComeBackAsPicturesOfTheAvatar() throws Exception {
        Optional<String> named = Optional.ofNullable(System.getProperty("page.address"));
        if (named.isPresent()) {
            measure(named.get());
        } else {
            try (ServedStudio studio = ServedStudio.start(DataFolder.of(folder.resolve("data"), Map.of()))) {
                measure(studio.address());
            }
        }
    }

    private void measure(String address) throws Exception {
        DemoAssets assets = DemoAssets.forBench(DataFolder.of(folder.resolve("demo"), Map.of()));
        CameraClient camera = CameraClient.of(assets.driving());
        try (StudioClient client = StudioClient.enter(address)) {
            client.enrol(assets.portrait(), "page-latency");
            String session = client.open("page-latency", false);
            WebSocket line = client.connect(session, camera);
            line.sendText("{\"drive\":{\"video\":\"h264\",\"sound\":\"none\"}}", true)
                    .join();
            line.sendText("{\"watch\":{\"video\":\"h264\"}}", true).join();
            int sent = push(camera, line);
            client.end(session);
            report(camera, sent);
        }
    }

    /** Returns how many frames were sent while it was measured. */
    private int push(CameraClient camera, WebSocket line) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long begun = System.nanoTime();
        int warming = WARMING_SECONDS * 25;
        int frames = warming + seconds * 25;
        int most = frames + LONGEST_SECONDS * 25;
        int frame = 0;
        for (; frame < frames || (frame < most && camera.ages().size() <= enough()); frame++) {
            boolean _ = never.await(begun + frame * FRAME_NANOS - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (frame == warming) {
                camera.measure();
            }
            camera.send(line);
        }
        boolean _ = never.await(1, TimeUnit.SECONDS);
        return frame - warming;
    }

    /** A quarter of what is sent in the time that was asked for. */
    private int enough() {
        return seconds * 25 / 4;
    }

    private void report(CameraClient camera, int sent) throws Exception {
        List<Long> ages = camera.ages().stream().sorted().toList();
        StringBuilder table = new StringBuilder();
        add(table, "frames sent", sent);
        add(table, "pictures received", ages.size());
        for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
            add(table, "sent to received, p" + Math.round(share * 100) + " ms", quantile(ages, share));
        }
        Matcher step = STEP.matcher(camera.figures());
        while (step.find()) {
            add(table, "the studio's own median, " + step.group(1) + " ms", Double.parseDouble(step.group(2)));
        }
        Files.createDirectories(TABLE.toAbsolutePath().getParent());
        Files.writeString(TABLE, table);
        assertThat(ages.size()).as("%s", table).isGreaterThan(enough());
        assertThat(camera.isMeasuring()).isTrue();
    }

    private static void add(StringBuilder table, String what, double value) {
        table.append(String.format(Locale.ROOT, "%-44s %10.1f%n", what, value));
    }

    private static double quantile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()))) / 1e3;
    }
}
