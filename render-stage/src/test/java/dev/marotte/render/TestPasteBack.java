package dev.marotte.render;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A canvas of which the first byte is the first pixel's blue in the last drawing. */
final class TestPasteBack implements PasteBack {
    @Override
    public Optional<ByteBuffer> decode(Picture portrait) {
        return portrait.bytes().size() == 0
                ? Optional.empty()
                : Optional.of(ByteBuffer.allocateDirect(portrait.width() * portrait.height() * 3));
    }

    @Override
    public void paste(RenderedCrop drawing, PortraitCanvas portraitCanvas) {
        portraitCanvas.canvas().put(0, drawing.abgr().get(1));
    }

    @Override
    public Picture code(PortraitCanvas portraitCanvas, PictureCodec codec) {
        return new Picture(codec, portraitCanvas.width(), portraitCanvas.height(), Bytes.of(new byte[] {
            portraitCanvas.canvas().get(0)
        }));
    }

    @Override
    public Bytes codeCoverage(RenderedCrop drawing, PortraitCanvas portraitCanvas) {
        return Bytes.of(new byte[] {drawing.abgr().get(0)});
    }
}
