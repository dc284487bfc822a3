package dev.marotte.standalone;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegStreams;
import dev.marotte.ingest.stream.StreamPolicy;
import dev.marotte.media.StreamAddress;
import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Whoever takes a session's stream: listens at an address and notes how loud two tones are in what comes, and when. */
final class StreamListener implements AutoCloseable {
    private static final SessionId NAME = new SessionId("listener");
    private static final int RATE = 48_000;
    private static final double LOUD = 0.05;
    private static final StreamPolicy PATIENT =
            new StreamPolicy(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(3));

    final List<Heard> heard = new CopyOnWriteArrayList<>();

    private final double first;
    private final double second;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean unwanted;

    /** A piece of what came: its place in the stream, when it was there, and the amplitude of both tones. */
    record Heard(long ptsMicros, long atNanos, double first, double second) {
        boolean isFirst() {
            return first > LOUD && first > second;
        }

        boolean isSecond() {
            return second > LOUD && second > first;
        }
    }

    private StreamListener(String address, double first, double second) {
        this.first = first;
        this.second = second;
        thread = Thread.ofPlatform().name("stream-listener").unstarted(() -> run(address));
    }

    /**
     * Begins to listen.
     *
     * @param first tone, in Hz
     * @param second tone, in Hz
     */
    static StreamListener at(String address, double first, double second) {
        StreamListener listener = new StreamListener(address, first, second);
        listener.thread.start();
        return listener;
    }

    private void run(String address) {
        var streams = new FfmpegStreams(StreamAddress.of(address), SourceSettings.DEFAULT, PATIENT, () -> unwanted);
        try (DrivingSource source = streams.open();
                PcmDecoder decoder = PcmDecoder.open(header(source), this::note)) {
            long units = 1;
            for (Media media = source.next(); !(media instanceof Media.End); media = source.next()) {
                if (media instanceof Media.Sound sound) {
                    decoder.take(new AudioUnit(NAME, units++, sound.pts(), sound.durationMicros(), sound.bytes()));
                }
            }
            ended.complete(null);
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private static AudioHeader header(DrivingSource source) throws IOException {
        if (source.facts().sound() instanceof Soundtrack.Coded(var codec, int rate, int channels, var setup)) {
            return new AudioHeader(NAME, codec, rate, channels, setup);
        }
        throw new IOException("the stream has no sound");
    }

    private void note(long ptsMicros, float[] samples) {
        heard.add(new Heard(ptsMicros, System.nanoTime(), amplitude(samples, first), amplitude(samples, second)));
    }

    /** Goertzel's, of the left channel. */
    private static double amplitude(float[] samples, double hertz) {
        double real = 0;
        double imaginary = 0;
        for (int sample = 0; sample < samples.length / 2; sample++) {
            double angle = 2 * Math.PI * hertz * sample / RATE;
            real += samples[2 * sample] * Math.cos(angle);
            imaginary += samples[2 * sample] * Math.sin(angle);
        }
        return 4 * Math.hypot(real, imaginary) / samples.length;
    }

    long count(Predicate<Heard> which) {
        return heard.stream().filter(which).count();
    }

    @Override
    public void close() throws InterruptedException {
        unwanted = true;
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }
}
