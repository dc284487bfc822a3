package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.HashMap;
import java.util.Map;

/** Portable pixmaps (netpbm): a header of words, then samples, as numbers or as bytes. */
final class PnmFile {
    private static final int WORDS = 100;

    private final FileBytes bytes;
    private int at = 2;

    private PnmFile(Bytes file) {
        bytes = FileBytes.bigEndian(file);
    }

    static PictureFacts facts(Bytes file) {
        var pnm = new PnmFile(file);
        char variety = (char) pnm.bytes.u8(1);
        return variety == '7' ? pnm.arbitrary(file) : pnm.simple(variety, file);
    }

    private PictureFacts simple(char variety, Bytes file) {
        long width = number(word());
        long height = number(word());
        boolean bits = variety == '1' || variety == '4';
        int depth = !bits && number(word()) > 255 ? 2 : 1;
        int channels = variety == '3' || variety == '6' ? 3 : 1;
        PictureFacts facts = PictureFacts.of(width, height, 3L * depth, file);
        // As numbers, each sample takes at least one character.
        long row = variety == '4' ? (width + 7) / 8 : width * channels * (variety == '6' || variety == '5' ? depth : 1);
        bytes.there(at, row * height);
        return facts;
    }

    private PictureFacts arbitrary(Bytes file) {
        Map<String, Long> header = new HashMap<>();
        String word = word();
        for (int words = 0; words < WORDS && !word.equals("ENDHDR"); words++) {
            header.put(word, word.equals("TUPLTYPE") ? word().length() : number(word()));
            word = word();
        }
        long width = header.getOrDefault("WIDTH", 0L);
        long height = header.getOrDefault("HEIGHT", 0L);
        long pixel = header.getOrDefault("DEPTH", 0L) * (header.getOrDefault("MAXVAL", 0L) > 255 ? 2 : 1);
        PictureFacts facts = PictureFacts.of(width, height, Math.max(3, pixel), file);
        bytes.there(at, width * pixel * height);
        return facts.withAlpha(header.getOrDefault("DEPTH", 0L) == 4);
    }

    /** Reads the next word and the blank after it. */
    private String word() {
        skipBlanks();
        var word = new StringBuilder();
        while (!Character.isWhitespace(bytes.u8(at)) && word.length() < WORDS) {
            word.append((char) bytes.u8(at++));
        }
        at++;
        return word.toString();
    }

    private void skipBlanks() {
        while (Character.isWhitespace(bytes.u8(at)) || bytes.u8(at) == '#') {
            if (bytes.u8(at) == '#') {
                skipComment();
            }
            at++;
        }
    }

    private void skipComment() {
        while (bytes.u8(at) != '\n') {
            at++;
        }
    }

    private static long number(String word) {
        if (!word.matches("[0-9]{1,9}")) {
            throw PictureFault.damaged();
        }
        return Long.parseLong(word);
    }
}
