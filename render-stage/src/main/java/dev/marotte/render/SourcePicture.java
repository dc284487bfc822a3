package dev.marotte.render;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;

/**
 * A picture file that somebody is enrolled from. It is not decoded here, but what a glance can tell is told at once, and not after models
 * and broker have started.
 *
 * @param name what the user calls it, for messages
 */
public record SourcePicture(String name, Bytes file) {
    /** @throws BadInputException if it is of no kind that is read, or a JPEG that is cut off */
    public SourcePicture {
        if (file.size() == 0) {
            throw new BadInputException(name + " cannot be read: the file is empty");
        }
        PictureKind kind = PictureKind.of(file)
                .orElseThrow(() -> new BadInputException(name + " cannot be read: it is no " + PictureKind.names()
                        + " picture; save it as one of these"));
        if (kind == PictureKind.JPEG && !JpegEnd.isIn(file)) {
            throw new BadInputException(name + " cannot be read: it is cut off before its end; copy it once more");
        }
    }
}
