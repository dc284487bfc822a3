package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.HashMap;
import java.util.Map;

/** TIFF 6.0, and EXIF, which has the same structure: a directory of numbered entries, which point to everything else. */
final class TiffFile {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int MEANING = 262;
    private static final int STRIPS = 273;
    private static final int ORIENTATION = 274;
    private static final int CHANNELS = 277;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILES = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int EXTRA = 338;
    private static final int PROFILE = 34675;
    private static final int RGB = 2;
    private static final int EXIF = 34665;
    private static final int INTEROPERABILITY = 40965;
    private static final String OPTIONAL = "R03";

    private final FileBytes bytes;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** @param at position of its first value */
    private record Entry(int size, long count, long at) {}

    private TiffFile(Bytes file) {
        this(read(file), read(file).u32(4));
    }

    private TiffFile(FileBytes bytes, long directory) {
        this.bytes = bytes;
        int count = bytes.u16(directory);
        for (int i = 0; i < count; i++) {
            long at = directory + 2 + 12L * i;
            int size = size(bytes.u16(at + 2));
            long values = bytes.u32(at + 4);
            entries.putIfAbsent(
                    bytes.u16(at), new Entry(size, values, size * values <= 4 ? at + 8 : bytes.u32(at + 8)));
        }
    }

    private static FileBytes read(Bytes file) {
        return file.view().get(0) == 'I' ? FileBytes.littleEndian(file) : FileBytes.bigEndian(file);
    }

    private static int size(int type) {
        return switch (type) {
            case 3, 8 -> 2;
            case 4, 9, 11 -> 4;
            case 5, 10, 12 -> 8;
            default -> 1;
        };
    }

    static PictureFacts facts(Bytes file) {
        return new TiffFile(file).look(file);
    }

    /** Returns the orientation in EXIF, 1 to 8; 1 if it cannot be read. */
    static int orientation(Bytes exif) {
        try {
            long orientation = begins(exif) ? new TiffFile(exif).first(ORIENTATION, 1) : 1;
            return orientation >= 1 && orientation <= 8 ? (int) orientation : 1;
        } catch (PictureFault e) {
            return 1;
        }
    }

    /** Tells whether a camera says (DCF 2.0) that its picture, which has no profile, is in Adobe RGB. */
    static boolean isAdobeRgb(Bytes exif) {
        try {
            return begins(exif)
                    && new TiffFile(exif)
                            .directory(EXIF)
                            .directory(INTEROPERABILITY)
                            .isOptional();
        } catch (PictureFault e) {
            return false;
        }
    }

    private TiffFile directory(int tag) {
        return new TiffFile(bytes, first(tag, bytes.size()));
    }

    private boolean isOptional() {
        Entry index = entries.getOrDefault(1, new Entry(1, 0, 0));
        return index.count() >= OPTIONAL.length()
                && bytes.text(index.at(), OPTIONAL.length()).equals(OPTIONAL);
    }

    /** Tells whether it begins as such a directory does. */
    static boolean begins(Bytes exif) {
        return exif.size() > 8
                && (exif.view().getInt() == 0x4949_2a00 || exif.view().getInt() == 0x4d4d_002a);
    }

    private PictureFacts look(Bytes file) {
        long channels = first(CHANNELS, 1);
        long memory = Math.max(3, channels) * Math.max(1, first(BITS, 1) / 8);
        PictureFacts facts = PictureFacts.of(first(WIDTH, 0), first(HEIGHT, 0), memory, file);
        check(STRIPS, STRIP_LENGTHS);
        check(TILES, TILE_LENGTHS);
        boolean alpha = entries.containsKey(EXTRA) && channels == 4 && first(MEANING, RGB) == RGB;
        return facts.withAlpha(alpha).with(colours());
    }

    /** Checks that every run of pixels lies in the file. */
    private void check(int places, int lengths) {
        Entry runs = entries.getOrDefault(places, new Entry(4, 0, 0));
        bytes.there(runs.at(), runs.size() * runs.count());
        for (long i = 0; i < runs.count(); i++) {
            bytes.there(number(places, i, 0), number(lengths, i, 0));
        }
    }

    private Colours colours() {
        Entry profile = entries.getOrDefault(PROFILE, new Entry(1, 0, 0));
        return Colours.of(bytes.part(profile.at(), profile.size() * profile.count()));
    }

    private long first(int tag, long otherwise) {
        return number(tag, 0, otherwise);
    }

    private long number(int tag, long index, long otherwise) {
        Entry entry = entries.getOrDefault(tag, new Entry(1, 0, 0));
        if (index >= entry.count()) {
            return otherwise;
        }
        long at = entry.at() + index * entry.size();
        return switch (entry.size()) {
            case 1 -> bytes.u8(at);
            case 2 -> bytes.u16(at);
            default -> bytes.u32(at);
        };
    }
}
