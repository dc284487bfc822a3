package dev.marotte.render;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Pixel work around a drawing. For use by one thread at a time. */
public interface PasteBack {
    /** Decodes a portrait into new direct memory: rows of B, G, R without padding. Empty if it is not a picture of its stated size. */
    Optional<ByteBuffer> decode(Picture portrait);

    /** Writes a drawing over the canvas's whole region, without resampling where the crop is exact. */
    void paste(RenderedCrop drawing, PortraitCanvas portraitCanvas);

    /** Encodes the canvas as it is. */
    Picture code(PortraitCanvas portraitCanvas, PictureCodec codec);

    /** Encodes a drawing's coverage at the portrait's size as a grey PNG; nothing is covered outside the crop. */
    Bytes codeCoverage(RenderedCrop drawing, PortraitCanvas portraitCanvas);
}
