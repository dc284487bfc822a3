package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.stream.StreamPolicy;
import dev.marotte.media.StreamAddress;
import dev.marotte.media.ffmpeg.FfmpegException;
import dev.marotte.media.ffmpeg.FfmpegLog;
import dev.marotte.media.ffmpeg.IoLimit;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.media.ffmpeg.SoundReencoder;
import dev.marotte.media.ffmpeg.StreamFault;
import dev.marotte.media.ffmpeg.StreamProtocols;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens network streams. One thread. */
public final class FfmpegStreams {
    private final StreamAddress address;
    private final SourceSettings settings;
    private final StreamPolicy policy;
    private final BooleanSupplier unwanted;

    /**
     * @param unwanted polled while waiting for the network; once it is true, every wait returns soon
     * @throws dev.marotte.schemas.BadInputException if FFmpeg was built without the address's protocol
     */
    public FfmpegStreams(
            StreamAddress address, SourceSettings settings, StreamPolicy policy, BooleanSupplier unwanted) {
        StreamProtocols.requireRead(address);
        this.address = address;
        this.settings = settings;
        this.policy = policy;
        this.unwanted = unwanted;
        FfmpegLog.silence();
    }

    /** The facts that hold for any stream before it is there. */
    public static ClipFacts facts() {
        return new ClipFacts(
                0,
                0,
                SourceSettings.DEFAULT.picturesPerSecond(),
                0,
                new Soundtrack.Coded(
                        AudioCodec.AAC,
                        SoundReencoder.UNIFORM_RATE,
                        SoundReencoder.UNIFORM_CHANNELS,
                        SoundReencoder.uniformSetup()));
    }

    /**
     * Opens the stream and waits for its first frame.
     *
     * @throws IOException with a message that does not contain the address, if there is no such stream within the
     *     policy's time
     */
    public DrivingSource open() throws IOException {
        return FfmpegClip.open(this::container, settings);
    }

    private Container container(NativeScope natives) throws IOException {
        IoLimit limit = natives.own(new IoLimit(unwanted), IoLimit::close);
        limit.within(policy.opening());
        try {
            return Container.open(address, limit, new Packetwise(limit, policy.silence()));
        } catch (IOException failed) {
            throw limit.isOver()
                    ? new IOException("nobody was there for " + seconds(policy.opening()), failed)
                    : StreamFault.of(address, failed);
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    /** Allows each packet as much time as a stream may be silent. */
    private record Packetwise(IoLimit limit, Duration silence) implements Container.ReadAllowance {
        @Override
        public void begin() {
            limit.within(silence);
        }

        @Override
        public Optional<String> breakOff(int ending) {
            if (limit.isOver()) {
                return Optional.of("nothing came for " + seconds(silence));
            }
            return Optional.of(ending == AVERROR_EOF ? "the other side has ended it" : FfmpegException.meaning(ending));
        }
    }
}
