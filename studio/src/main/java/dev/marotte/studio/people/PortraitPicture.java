package dev.marotte.studio.people;

import dev.marotte.schemas.Picture;

/** A portrait as the page shows it: a JPEG of moderate size. */
@FunctionalInterface
public interface PortraitPicture {
    /** The same picture, smaller and as JPEG. */
    Picture of(Picture portrait);
}
