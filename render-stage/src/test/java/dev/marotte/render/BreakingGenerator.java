package dev.marotte.render;

import java.util.List;

/** Breaks, as a device may, when it has drawn so many. */
final class BreakingGenerator implements Generator {
    private final TestGenerator whole = new TestGenerator();
    private int left;

    BreakingGenerator(int left) {
        this.left = left;
    }

    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public int framesPerRun() {
        return 1;
    }

    @Override
    public void draw(List<DrawRequest> batch, int size, Drawn drawn) {
        whole.draw(batch, size, (number, drawing) -> {
            if (left-- == 0) {
                throw new Broken();
            }
            drawn.accept(number, drawing);
        });
    }

    @Override
    public void close() {}

    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
