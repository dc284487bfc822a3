package dev.marotte.identity;

import dev.marotte.face.Pixels;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Picture;
import java.nio.ByteBuffer;

/** Source pictures as files and as pixels. */
public interface SourcePictureReader {
    /** Longer and shorter side of the largest output: full HD, upright or lying. */
    int LONGEST = 1920;

    int SHORTEST = 1080;

    /**
     * Reads a picture file of any usual kind: turned upright, in 8-bit colour, transparency on white, scaled down to full HD where it is
     * larger, sides even.
     *
     * @throws BadInputException if it cannot be decoded
     */
    Pixels read(SourcePicture picture);

    /** By what factor a picture of this size has to shrink, or could grow, to be full HD. */
    static double room(int width, int height) {
        return Math.min((double) LONGEST / Math.max(width, height), (double) SHORTEST / Math.min(width, height));
    }

    /** Cuts a square out and scales it to the crop's size: direct, rows of R, G, B. Beyond the edges the edge pixels go on. */
    ByteBuffer cut(Pixels picture, Crop crop);

    /** As a PNG. */
    Picture code(Pixels picture);
}
