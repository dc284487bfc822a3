package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts pixels of a profiled colour space to sRGB with the JDK's Little CMS. Any thread. */
public final class ProfiledColours {
    private static final Logger LOG = LoggerFactory.getLogger(ProfiledColours.class);
    private static final int DESCRIPTION = 0x6465_7363;
    private static final String STANDARD = "sRGB";
    private static final String LINEAR = "linear";

    private final ICC_Profile profile;
    private final ColorConvertOp conversion;

    private ProfiledColours(ICC_Profile profile) {
        this.profile = profile;
        ICC_Profile standard = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        conversion = new ColorConvertOp(new ICC_Profile[] {profile, standard}, null);
    }

    /** Empty if there is nothing to do: the picture is in sRGB, or its profile is broken, in which case sRGB is assumed, as everywhere. */
    public static Optional<ProfiledColours> of(Colours colours) {
        return switch (colours) {
            case Colours.Standard() -> Optional.empty();
            case Colours.Profiled(Bytes profile) -> read(profile);
        };
    }

    private static Optional<ProfiledColours> read(Bytes bytes) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes.unsafeArray());
            return isStandard(profile) ? Optional.empty() : Optional.of(new ProfiledColours(profile));
        } catch (IllegalArgumentException | CMMException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("a picture's colour profile cannot be used, so its colours are taken for sRGB");
            return Optional.empty();
        }
    }

    /** Recognises sRGB by the profile's name, which is in Latin letters or in UTF-16. */
    private static boolean isStandard(ICC_Profile profile) {
        byte[] description = profile.getData(DESCRIPTION);
        String name = description == null ? "" : new String(description, StandardCharsets.ISO_8859_1).replace("\0", "");
        return name.contains(STANDARD) && !name.toLowerCase(Locale.ROOT).contains(LINEAR);
    }

    /** Returns 1 for grey, 3 for RGB, 4 for CMYK; 0 for others, which pictures do not use. */
    public int channels() {
        return switch (profile.getColorSpaceType()) {
            case ColorSpace.TYPE_GRAY -> 1;
            case ColorSpace.TYPE_RGB -> 3;
            case ColorSpace.TYPE_CMYK -> 4;
            default -> 0;
        };
    }

    /** @param pixels rows of samples, as many as {@link #channels()} for each pixel; the result is rows of R, G, B */
    public byte[] toStandard(byte[] pixels, int width, int height) {
        int channels = channels();
        Raster from = Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length),
                width,
                height,
                width * channels,
                channels,
                offsets(channels),
                null);
        WritableRaster to = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
        conversion.filter(from, to);
        return ((DataBufferByte) to.getDataBuffer()).getData();
    }

    private static int[] offsets(int channels) {
        return IntStream.range(0, channels).toArray();
    }
}
