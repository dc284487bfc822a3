package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/**
 * What a picture file states about itself.
 *
 * @param memory bytes that its decoder takes in addition to what it reads
 * @param alpha whether parts may be transparent
 * @param orientation as in EXIF, 1 to 8
 * @param plain the file without the parts that no decoder needs
 */
public record PictureFacts(
        int width, int height, long memory, boolean alpha, int orientation, Colours colours, Bytes plain) {
    /** 256 megapixels in 8-bit colour with alpha. The command's memory is bounded, and no sensible picture of a face needs more. */
    static final long MOST_MEMORY = 1L << 30;

    /** As in JPEG. Some decoders have limits not far above it, and print a message to the terminal. */
    private static final int LONGEST_SIDE = 65_535;

    private static final int UPRIGHT = 1;

    /** @throws PictureFault if it has no pixels, or more than the memory allows */
    public PictureFacts {
        if (width <= 0 || height <= 0) {
            throw PictureFault.damaged();
        }
        if (memory > MOST_MEMORY) {
            throw PictureFault.notRead(
                    "its " + width + " x " + height + " pixels take " + (memory >> 20) + " MB of memory, and at most "
                            + (MOST_MEMORY >> 20) + " MB are given to a picture; save it smaller");
        }
    }

    /** Opaque, upright and in sRGB. */
    static PictureFacts of(long width, long height, long bytesPerPixel, Bytes plain) {
        if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw PictureFault.notRead("it has " + width + " x " + height + " pixels, and at most " + LONGEST_SIDE
                    + " along a side are read; save it smaller");
        }
        return new PictureFacts(
                (int) width,
                (int) height,
                width * height * bytesPerPixel,
                false,
                UPRIGHT,
                new Colours.Standard(),
                plain);
    }

    PictureFacts with(Colours colours) {
        return new PictureFacts(width, height, memory, alpha, orientation, colours, plain);
    }

    PictureFacts withAlpha(boolean alpha) {
        return new PictureFacts(width, height, memory, alpha, orientation, colours, plain);
    }

    PictureFacts withOrientation(int orientation) {
        return new PictureFacts(width, height, memory, alpha, orientation, colours, plain);
    }

    PictureFacts withMemory(long memory) {
        return new PictureFacts(width, height, memory, alpha, orientation, colours, plain);
    }
}
