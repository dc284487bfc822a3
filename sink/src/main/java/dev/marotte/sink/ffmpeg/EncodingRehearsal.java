package dev.marotte.sink.ffmpeg;

import dev.marotte.media.ffmpeg.NativeLibraries;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes a second that nobody gets. The first live session of a process may be one that another process has just lost; it should not wait for
 * libraries, classes and encoders to load.
 */
public final class EncodingRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(EncodingRehearsal.class);
    private static final int SIDE = 256;
    private static final int FRAMES = 5;
    private static final FrameRate RATE = FrameRate.of(FRAMES);
    private static final int SAMPLES_PER_FRAME = 2 * 48_000 / FRAMES;

    private EncodingRehearsal() {}

    /** Begins on a thread of its own and returns at once. What fails here is reported by the first session. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("encoding-rehearsal").start(EncodingRehearsal::run);
    }

    private static void run() {
        NativeLibraries.load();
        Picture black = new Picture(PictureCodec.RAW_BGR, SIDE, SIDE, Bytes.of(new byte[SIDE * SIDE * 3]));
        var target = new LiveEncoder.Target(_ -> {}, () -> false, Set.of(AudioCodec.AAC));
        try (LiveEncoder encoder = LiveEncoder.open(black, RATE, target)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                encoder.show(black);
                encoder.frame();
                encoder.sound(new float[SAMPLES_PER_FRAME]);
            }
        } catch (IOException | LinkageError e) {
            LOG.debug("Encoding could not be rehearsed", e);
        }
    }
}
