package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/** Inspects a file of one kind without decoding it. */
@FunctionalInterface
interface PictureFile {
    /** @throws PictureFault if it is cut off, damaged or too large */
    PictureFacts facts(Bytes file);
}
