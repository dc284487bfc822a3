package dev.marotte.identity;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** An identity that looks like nobody. */
final class TestIdentity {
    private static final int SIDE = 8;

    private TestIdentity() {}

    /** @param embeddingBytes size of its embedding */
    static EnrolledIdentity of(String generator, int embeddingBytes) {
        ByteBuffer elements = ByteBuffer.allocateDirect(embeddingBytes);
        elements.put(0, (byte) embeddingBytes);
        return new EnrolledIdentity(
                GeneratorIds.read(generator),
                new Picture(PictureCodec.PNG, SIDE, SIDE, Bytes.of(new byte[] {1, 2, 3})),
                new Crop(0, 0, SIDE, SIDE),
                Meshes.filling(4, 4, 4, 4),
                new Embedding(List.of(new Tensor("face", ElementType.UINT8, Shape.of(embeddingBytes), elements))));
    }
}
