package dev.marotte.render;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Draws, as the first pixel's blue, where the first landmark is, in sixteenths of a pixel. Keeps the sizes of the batches that it was asked for. */
final class TestGenerator implements Generator {
    private final List<Integer> batches = new ArrayList<>();
    private final String id;

    TestGenerator() {
        this(TestIdentities.GENERATOR);
    }

    TestGenerator(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int framesPerRun() {
        return 1;
    }

    List<Integer> batches() {
        return batches;
    }

    @Override
    public void draw(List<DrawRequest> batch, int size, Drawn drawn) {
        batches.add(batch.size());
        // Out of order, as the interface allows.
        for (int number = batch.size() - 1; number >= 0; number--) {
            ByteBuffer abgr = ByteBuffer.allocateDirect(RenderedCrop.bytes(size));
            abgr.put(0, (byte) 7)
                    .put(1, (byte) (16 * batch.get(number).landmarks().x(0)));
            drawn.accept(number, new RenderedCrop(size, abgr));
        }
    }

    @Override
    public void close() {}
}
