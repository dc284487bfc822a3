package dev.marotte.ingest.stream;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Attempts to reach a side that may not be there yet. */
final class Retrying {
    private static final long LONGEST_NANOS = 100_000_000_000L;
    private static final long PAUSE_NANOS = 250_000_000L;

    private Retrying() {}

    static <T> T until(Callable<T> attempt) throws IOException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            try {
                return attempt.call();
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static void untilTrue(BooleanSupplier there) throws IOException {
        until(() -> {
            if (!there.getAsBoolean()) {
                throw new IOException("it is not there");
            }
            return true;
        });
    }

    /** FFmpeg that calls again and again until somebody listens. */
    static ForeignProgram sends(String form, String address) {
        String send = "until ffmpeg -v error -re -f lavfi -i testsrc=size=320x240:rate=25 -f lavfi -i"
                + " sine=frequency=440:sample_rate=44100 -c:v libx264 -preset ultrafast -tune zerolatency -g 25"
                + " -pix_fmt yuv420p -c:a aac -f " + form + " '" + address + "'; do sleep 0.3; done";
        ForeignProgram.require("ffmpeg");
        return ForeignProgram.startGroup(List.of("/bin/sh", "-c", send));
    }
}
