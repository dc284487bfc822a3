package dev.marotte.render;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Pixel work around a drawing. For one thread at a time. */
public interface PasteBack {
    /** Decodes a portrait into memory of its own: direct, rows of B, G, R without padding. Empty if it is no picture of the size that it says. */
    Optional<ByteBuffer> decode(Picture portrait);

    /** Writes a drawing over all of the canvas's region, on its canvas; without resampling where the crop is exact. */
    void paste(RenderedCrop drawing, PortraitCanvas portraitCanvas);

    /** Codes the canvas as it stands. */
    Picture code(PortraitCanvas portraitCanvas, PictureCodec codec);

    /** Codes a drawing's coverage at the portrait's size as a grey PNG; outside of the crop nothing is covered. */
    Bytes codeCoverage(RenderedCrop drawing, PortraitCanvas portraitCanvas);
}
