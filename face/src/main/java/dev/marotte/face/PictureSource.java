package dev.marotte.face;

import java.util.Optional;

/** A coded picture that can be decoded as small as a face allows. */
public interface PictureSource {
    int width();

    int height();

    /**
     * The picture with sides divided by {@code reduction} where its codec can do that cheaply, else at full size; empty where its bytes
     * are broken. The pixels are valid until the next call.
     *
     * @param reduction 1, 2, 4 or 8
     */
    Optional<Pixels> decode(int reduction);
}
