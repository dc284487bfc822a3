package dev.marotte.identity.opencv;

import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.picture.JpegCoding;
import dev.marotte.identity.picture.JpegRaster;
import dev.marotte.identity.picture.JpegSamples;
import dev.marotte.identity.picture.PictureFacts;
import dev.marotte.identity.picture.ProfiledColours;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes JPEGs. OpenCV's libjpeg prints warnings to the terminal, so it gets only files for which the JDK's gives none. Other files are decoded by the
 * JDK, and so are the four inks of print pictures where a profile says how they look. Call it in a pointer scope.
 */
final class JpegDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(JpegDecoder.class);
    /** Pixels along the longer side of a picture that is decoded only for the decoder's warnings. */
    private static final int TRIAL = 256;

    private JpegDecoder() {}

    static Mat decode(SourcePicture picture) {
        JpegCoding coding = JpegCoding.of(picture.file());
        return coding.arithmetic() ? reduced(picture, coding) : decode(picture, coding);
    }

    private static Mat decode(SourcePicture picture, JpegCoding coding) {
        PictureFacts facts = picture.facts();
        JpegRaster trial = raster(picture, Math.max(1, Math.max(facts.width(), facts.height()) / TRIAL));
        Optional<ProfiledColours> inks = trial.channels() == 4 ? ProfiledColours.of(facts.colours()) : Optional.empty();
        if (trial.warnings().isEmpty() && inks.isEmpty()) {
            return reduced(picture, coding);
        }
        LOG.atWarn().addKeyValue("words", trial.warnings()).log("a JPEG is decoded with care");
        JpegRaster raster = raster(picture, SourceDecoder.reduction(facts));
        byte[] rgb = inks.map(profile ->
                        profile.toStandard(JpegSamples.inks(raster, coding), raster.width(), raster.height()))
                .orElseGet(() -> JpegSamples.colours(raster, coding));
        return StandardColours.mat(rgb, raster.width(), raster.height());
    }

    private static JpegRaster raster(SourcePicture picture, int step) {
        return JpegRaster.read(picture.file(), step).orElseThrow(() -> SourceDecoder.damaged(picture));
    }

    /** Lets libjpeg scale the picture down while it decodes, which costs a fraction of decoding all of it and averages correctly. */
    private static Mat reduced(SourcePicture picture, JpegCoding coding) {
        int reduction = Math.min(8, Integer.highestOneBit(SourceDecoder.reduction(picture.facts())));
        int flags = switch (reduction) {
            case 1 -> opencv_imgcodecs.IMREAD_COLOR;
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
            default -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
        };
        return withoutEnd(picture, coding, flags | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
    }

    /**
     * Decodes without the end marker where possible. The JDK's libjpeg ignores bytes between the last row and the end marker, but OpenCV's warns about
     * them. It does not if the marker is missing; and where the last row needs the marker, there are no bytes between them.
     */
    private static Mat withoutEnd(SourcePicture picture, JpegCoding coding, int flags) {
        return SourceDecoder.decoded(picture.file(), coding.pixelsEnd(), flags)
                .orElseGet(() -> SourceDecoder.decoded(picture, picture.file(), flags));
    }
}
