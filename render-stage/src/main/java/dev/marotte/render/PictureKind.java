package dev.marotte.render;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of picture files that are read, told apart by how they begin. */
enum PictureKind {
    JPEG("JPEG", "\u00ff\u00d8\u00ff"),
    PNG("PNG", "\u0089PNG\r\n\u001a\n"),
    WEBP("WebP", "RIFF????WEBP"),
    TIFF("TIFF", "II*\0", "MM\0*"),
    BMP("BMP", "BM"),
    GIF("GIF", "GIF87a", "GIF89a"),
    PNM("PNM", "P1", "P2", "P3", "P4", "P5", "P6", "P7");

    private static final char ANY = '?';

    private final String title;
    private final List<String> beginnings;

    /** @param beginnings a character a byte, {@link #ANY} for whatever stands there */
    PictureKind(String title, String... beginnings) {
        this.title = title;
        this.beginnings = List.of(beginnings);
    }

    static Optional<PictureKind> of(Bytes file) {
        return Arrays.stream(values()).filter(kind -> kind.begins(file)).findFirst();
    }

    /** All of them, as one says it. */
    static String names() {
        String names = Arrays.stream(values()).map(kind -> kind.title).collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or " + names.substring(last + 2);
    }

    private boolean begins(Bytes file) {
        return beginnings.stream().anyMatch(beginning -> begins(file.view(), beginning));
    }

    private static boolean begins(ByteBuffer file, String beginning) {
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
