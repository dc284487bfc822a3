package dev.marotte.studio.people;

import dev.marotte.schemas.Picture;

/** A portrait as the page shows it: a JPEG of moderate size. */
@FunctionalInterface
public interface PortraitPicture {
    /** Converts a picture to a smaller JPEG. */
    Picture of(Picture portrait);
}
