package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JPEG (ITU-T T.81): segments, then compressed pixels. */
final class JpegFile {
    private static final int START_OF_SCAN = 0xda;
    private static final int EXIFS = 0xe1;
    private static final String EXIF = "Exif\0\0";
    private static final int ADOBES = 0xee;
    private static final String ADOBE = "Adobe";
    private static final int PROFILES = 0xe2;
    private static final String PROFILE = "ICC_PROFILE\0";
    private static final int COEFFICIENT = 2;
    private static final int LAST_SEQUENTIAL = 0xc1;

    private final FileBytes bytes;
    private final Map<Integer, Bytes> profile = new TreeMap<>();
    private Optional<PictureFacts> frame = Optional.empty();
    private int orientation = 1;
    private boolean adobeRgb;
    private int frameMarker;
    private int componentsOfScan;
    private String components = "";
    private int transform = -1;

    private JpegFile(Bytes file) {
        bytes = FileBytes.bigEndian(file);
    }

    static PictureFacts facts(Bytes file) {
        if (!JpegEnd.isIn(file)) {
            throw PictureFault.cutOff();
        }
        return new JpegFile(file).look(file);
    }

    static JpegCoding coding(Bytes file) {
        var jpeg = new JpegFile(file);
        jpeg.look(file);
        return JpegCoding.of(jpeg.frameMarker, jpeg.components, jpeg.transform, jpeg.pixelsEnd(file));
    }

    private PictureFacts look(Bytes file) {
        long at = 2;
        while (bytes.u8(at + 1) != START_OF_SCAN) {
            if (bytes.u8(at) != 0xff) {
                throw PictureFault.damaged();
            }
            if (bytes.u8(at + 1) == 0xff) {
                at++;
            } else {
                readSegment(bytes.u8(at + 1), at + 4, bytes.u16(at + 2) - 2, file);
                at += 2 + bytes.u16(at + 2);
            }
        }
        componentsOfScan = bytes.u8(at + 4);
        return frame.orElseThrow(PictureFault::damaged)
                .withOrientation(orientation)
                .with(colours());
    }

    private void readSegment(int marker, long at, int length, Bytes file) {
        bytes.there(at, length);
        if (isFrame(marker)) {
            frame = Optional.of(frame(marker, at, file));
            frameMarker = marker;
            components = components(at);
        } else if (marker == EXIFS && begins(EXIF, at, length)) {
            Bytes exif = bytes.part(at + EXIF.length(), length - EXIF.length());
            orientation = TiffFile.orientation(exif);
            adobeRgb = TiffFile.isAdobeRgb(exif);
        } else if (marker == ADOBES && begins(ADOBE, at, length) && length >= 12) {
            transform = bytes.u8(at + 11);
        } else if (marker == PROFILES && begins(PROFILE, at, length)) {
            int header = PROFILE.length() + 2;
            profile.putIfAbsent(bytes.u8(at + 12), bytes.part(at + header, length - header));
        }
    }

    private boolean begins(String name, long at, int length) {
        return length > name.length() + 2 && bytes.text(at, name.length()).equals(name);
    }

    /** Tells whether a marker starts a frame: some tables share the same range of numbers. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /**
     * The decoder scales a large picture down while it decodes, so it takes at most a quarter of the pixels, where there are many. A picture that comes in
     * several scans is kept whole as coefficients.
     */
    private PictureFacts frame(int marker, long at, Bytes file) {
        long height = bytes.u16(at + 1);
        long width = bytes.u16(at + 3);
        boolean scans = (marker & 3) == 2;
        long memory = width * height + (scans ? Math.round(width * height * samples(at) * COEFFICIENT) : 0);
        return PictureFacts.of(width, height, 0, file).withMemory(memory);
    }

    /** Returns the number of samples for a pixel: mostly there are fewer for colour than for luminance. */
    private double samples(long at) {
        int components = bytes.u8(at + 5);
        double sum = 0;
        int most = 1;
        for (int i = 0; i < components; i++) {
            int factors = bytes.u8(at + 7 + 3L * i);
            int each = Math.max(1, (factors >> 4) * (factors & 15));
            most = Math.max(most, each);
            sum += each;
        }
        return sum / most;
    }

    /** One scan has all pixels if the first has all components, unless later scans refine them. */
    private int pixelsEnd(Bytes file) {
        boolean oneScan = frameMarker <= LAST_SEQUENTIAL && componentsOfScan == components.length();
        return oneScan ? JpegEnd.of(file) : file.size();
    }

    private String components(long at) {
        var names = new StringBuilder();
        for (int i = 0; i < bytes.u8(at + 5); i++) {
            names.append((char) bytes.u8(at + 6 + 3L * i));
        }
        return names.toString();
    }

    private Colours colours() {
        return adobeRgb && profile.isEmpty()
                ? MatrixProfile.of(ColourPrimaries.ADOBE_RGB, TransferCurve.ADOBE_RGB)
                : Colours.of(joined());
    }

    private Bytes joined() {
        var all = new ByteArrayOutputStream();
        profile.values().forEach(part -> all.writeBytes(part.unsafeArray()));
        return Bytes.of(all.toByteArray());
    }
}
