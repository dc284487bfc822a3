package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;

/** Tells whether a JPEG file (ITU-T T.81, annex B) is complete. Decoders turn one that is cut off into a picture that is grey from there on. */
final class JpegEnd {
    private static final int FILL = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xffd9;

    private JpegEnd() {}

    /** Looks for the end marker after the first scan; the end of a thumbnail before it does not count, and anything after the marker does not matter. */
    static boolean isIn(Bytes file) {
        return of(file) < file.size();
    }

    /** Returns the position of the end marker, or the file's size if there is none. */
    static int of(Bytes file) {
        ByteBuffer bytes = file.view();
        for (int at = firstScan(bytes); at + 1 < bytes.limit(); at++) {
            // In a scan no other byte follows 0xff but zero or the number of a restart, so this is a marker.
            if ((bytes.getShort(at) & 0xffff) == END_OF_IMAGE) {
                return at;
            }
        }
        return bytes.limit();
    }

    /** Returns the position of the first scan. Each segment before it is a marker and a length, which includes itself. */
    private static int firstScan(ByteBuffer bytes) {
        int at = 2;
        while (at + 4 <= bytes.limit() && marker(bytes, at) != START_OF_SCAN) {
            at += marker(bytes, at) == FILL ? 1 : 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return at;
    }

    private static int marker(ByteBuffer bytes, int at) {
        return bytes.get(at + 1) & 0xff;
    }
}
