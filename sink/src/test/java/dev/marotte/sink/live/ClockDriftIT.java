package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.UnassignedPorts;
import dev.marotte.schemas.SessionOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound and picture of a source whose clock is 0.1 % fast, as a program of somebody else gets them over the network. For half a minute; with {@code -Ddrift.seconds=300} for longer. The
 * figures are left in {@code target/clock-drift.txt}. Half an hour is played by an injected clock in {@link LivePlayOutTest}.
 */
@Timeout(900)
final class ClockDriftIT {
    private static final double FAST = 1.001;
    private static final double FRAME_SECONDS = 0.04;
    private static final double BRIGHT = 120;
    private static final double LOUD = -20;

    private final int seconds = Integer.getInteger("drift.seconds", 30);

    @TempDir
    private Path folder;

    @Test
    void soundAndPictureStayWithinAFrame() throws Exception {
        int port = UnassignedPorts.one();
        Path taken = folder.resolve("taken.mkv");
        try (var player = ForeignPlayer.start(
                        "ffmpeg -v error -y -i udp://127.0.0.1:" + port + " -t " + seconds + " -c copy " + taken);
                var _ = OnAir.playing(
                        new ClappingSource(FAST), new SessionOutput.StreamOutput("udp://127.0.0.1:" + port))) {
            assertThat(player.isContentWithin(seconds + 60)).isTrue();
        }

        List<Double> seen = beginnings(
                "-vf signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=- -an", taken, level -> level > BRIGHT);
        List<Double> heard = beginnings(
                "-af asetnsamples=n=96,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.Peak_level:file=- -vn",
                taken,
                level -> level > LOUD);

        List<Double> apart = new ArrayList<>();
        for (double flash : seen) {
            heard.stream()
                    .map(tone -> tone - flash)
                    .filter(by -> Math.abs(by) < 0.5)
                    .min((one, other) -> Double.compare(Math.abs(one), Math.abs(other)))
                    .ifPresent(apart::add);
        }
        String figures = String.format(
                Locale.ROOT,
                "%d s: %d claps seen, %d heard, %d of both%nsound after picture, ms: first %.0f, last %.0f, least %.0f, most %.0f%n",
                seconds,
                seen.size(),
                heard.size(),
                apart.size(),
                1e3 * apart.getFirst(),
                1e3 * apart.getLast(),
                1e3 * apart.stream().min(Double::compare).orElseThrow(),
                1e3 * apart.stream().max(Double::compare).orElseThrow());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "clock-drift.txt"), figures);
        assertThat(apart).as(figures).hasSizeGreaterThan(seconds / 2);
        // A picture is seen for as long as it lasts, whenever in it the sound begins.
        assertThat(apart).as(figures).allMatch(by -> Math.abs(by) <= FRAME_SECONDS + 0.005);
    }

    /** The times at which what FFmpeg measures begins to be so. */
    private static List<Double> beginnings(String filter, Path file, DoublePredicate isSo) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-i", file.toString()));
        command.addAll(List.of(filter.split(" ")));
        command.addAll(List.of("-f", "null", "-"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Double> times = new ArrayList<>();
        double time = 0;
        boolean before = false;
        try (BufferedReader lines = process.inputReader()) {
            for (String line : lines.lines().toList()) {
                if (line.startsWith("frame:")) {
                    time = Double.parseDouble(
                            line.replaceFirst(".*pts_time:", "").strip());
                } else {
                    boolean now = isSo.test(level(line));
                    if (now && !before) {
                        times.add(time);
                    }
                    before = now;
                }
            }
        }
        return times;
    }

    private static double level(String line) {
        String value = line.substring(line.indexOf('=') + 1);
        return value.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(value);
    }
}
