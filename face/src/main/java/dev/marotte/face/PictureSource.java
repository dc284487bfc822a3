package dev.marotte.face;

import java.util.Optional;

/** An encoded picture that can be decoded at the smallest size that a face allows. */
public interface PictureSource {
    int width();

    int height();

    /**
     * Decodes the picture with sides divided by {@code reduction} if its codec can do that cheaply, else at full size; empty if its bytes are broken. The
     * pixels are valid until the next call.
     *
     * @param reduction 1, 2, 4 or 8
     */
    Optional<Pixels> decode(int reduction);
}
