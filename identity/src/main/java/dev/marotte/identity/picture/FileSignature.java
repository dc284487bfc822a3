package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.util.List;

/** How files of a kind begin: one character for each byte, {@code ?} for any byte. */
final class FileSignature {
    private static final char ANY = '?';

    private FileSignature() {}

    static boolean isOneOf(List<String> beginnings, Bytes file) {
        return beginnings.stream().anyMatch(beginning -> is(beginning, file.view()));
    }

    private static boolean is(String beginning, ByteBuffer file) {
        if (file.remaining() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (beginning.charAt(i) != ANY && beginning.charAt(i) != (file.get(i) & 0xff)) {
                return false;
            }
        }
        return true;
    }
}
