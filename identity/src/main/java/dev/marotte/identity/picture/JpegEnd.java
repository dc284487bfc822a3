package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;

/** Whether a JPEG file (ITU-T T.81, annex B) is whole. Of one that is cut off, decoders make a picture that is grey from there on. */
final class JpegEnd {
    private static final int FILL = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xffd9;

    private JpegEnd() {}

    /** Behind its first scan; the end of a thumbnail before it does not count, and whatever follows does not matter. */
    static boolean isIn(Bytes file) {
        return of(file) < file.size();
    }

    /** Where it stands; the file's size where it does not. */
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

    /** Each segment before it is a marker and a length, which counts itself. */
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
