package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/** A kind's way to look at a file without decoding it. */
@FunctionalInterface
interface PictureFile {
    /** @throws PictureFault if it is cut off, damaged or too large */
    PictureFacts facts(Bytes file);
}
