package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/**
 * What the chunks of a PNG say of its colours: the first present of cICP, iCCP, sRGB, and gAMA with cHRM (third edition, 11.3.2). Code points of cICP
 * (ITU-T H.273) for pictures brighter than white are skipped in favour of the next chunk, as the standard says.
 */
final class PngColours {
    private static final int LARGEST_PROFILE = 1 << 22;
    private static final double UNIT = 100_000;
    private static final double STANDARD_GAMMA = 0.45455;
    private static final double ABOUT = 0.01;

    private PngColours() {}

    static Colours of(Map<String, Bytes> chunks) {
        Bytes points = chunks.getOrDefault("cICP", Bytes.EMPTY);
        if (points.size() == 4 && TransferCurve.of(points.view().get(1) & 0xff).isPresent()) {
            return ofPoints(points);
        }
        if (chunks.containsKey("iCCP")) {
            return Colours.of(unpacked(chunks.getOrDefault("iCCP", Bytes.EMPTY)));
        }
        return chunks.containsKey("sRGB") ? new Colours.Standard() : ofNumbers(chunks);
    }

    private static Colours ofPoints(Bytes points) {
        TransferCurve transfer = TransferCurve.of(points.view().get(1) & 0xff).orElseThrow();
        return ColourPrimaries.of(points.view().get(0) & 0xff)
                .<Colours>map(primaries -> MatrixProfile.of(primaries, transfer))
                .orElseGet(Colours.Standard::new);
    }

    /** Unpacks a name, a zero, the number of the compression method, and the compressed profile. */
    private static Bytes unpacked(Bytes chunk) {
        FileBytes bytes = FileBytes.bigEndian(chunk);
        int name = 0;
        while (name < chunk.size() && bytes.u8(name) != 0) {
            name++;
        }
        int from = Math.min(name + 2, chunk.size());
        try (var packed =
                new InflaterInputStream(new ByteArrayInputStream(chunk.unsafeArray(), from, chunk.size() - from))) {
            return Bytes.of(packed.readNBytes(LARGEST_PROFILE));
        } catch (IOException e) {
            return Bytes.EMPTY;
        }
    }

    private static Colours ofNumbers(Map<String, Bytes> chunks) {
        Bytes gamma = chunks.getOrDefault("gAMA", Bytes.EMPTY);
        Bytes points = chunks.getOrDefault("cHRM", Bytes.EMPTY);
        double exponent = gamma.size() == 4 ? number(gamma, 0) : STANDARD_GAMMA;
        boolean usualGamma = Math.abs(exponent - STANDARD_GAMMA) < ABOUT;
        ColourPrimaries primaries = points.size() == 32 ? primaries(points) : ColourPrimaries.STANDARD;
        boolean usual = usualGamma && primaries.isAbout(ColourPrimaries.STANDARD);
        if (usual || exponent <= 0 || !primaries.isSensible()) {
            return new Colours.Standard();
        }
        return MatrixProfile.of(primaries, usualGamma ? TransferCurve.STANDARD : new TransferCurve.Power(1 / exponent));
    }

    private static ColourPrimaries primaries(Bytes points) {
        double[] numbers = new double[8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(points, 4 * i);
        }
        return new ColourPrimaries(
                new ColourPrimaries.Point(numbers[0], numbers[1]),
                new ColourPrimaries.Point(numbers[2], numbers[3]),
                new ColourPrimaries.Point(numbers[4], numbers[5]),
                new ColourPrimaries.Point(numbers[6], numbers[7]));
    }

    private static double number(Bytes chunk, int at) {
        return chunk.view().getInt(at) / UNIT;
    }
}
