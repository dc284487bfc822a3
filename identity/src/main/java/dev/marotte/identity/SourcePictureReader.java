package dev.marotte.identity;

import dev.marotte.face.Pixels;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Picture;
import java.nio.ByteBuffer;

/** Source pictures as files and as pixels. */
public interface SourcePictureReader {
    /** Longer and shorter side of the largest output: full HD, portrait or landscape. */
    int LONGEST = 1920;

    int SHORTEST = 1080;

    /**
     * Reads a picture file of any usual kind: turned upright, in 8-bit colour, transparency on white, scaled down to full HD if it is larger, with even
     * sides.
     *
     * @throws BadInputException if it cannot be decoded
     */
    Pixels read(SourcePicture picture);

    /** Returns the factor by which a picture of this size must shrink, or could grow, to be full HD. */
    static double room(int width, int height) {
        return Math.min((double) LONGEST / Math.max(width, height), (double) SHORTEST / Math.min(width, height));
    }

    /** Cuts a square out and scales it to the crop's size: direct, rows of R, G, B. Beyond the edges the edge pixels are repeated. */
    ByteBuffer cut(Pixels picture, Crop crop);

    /** Encodes as a PNG. */
    Picture code(Pixels picture);
}
