package dev.marotte.render;

import java.nio.ByteBuffer;

/**
 * Fades a pasted crop into the portrait along those of its edges that lie inside the portrait. The outermost pixels of a drawing are the portrait's own,
 * so this is needed only where the drawing was resampled and is a little softer than its surroundings.
 */
final class Feather {
    /** The width of the fade is the crop's side divided by this. */
    private static final int PARTS = 32;

    private static final int CHANNELS = 3;
    private static final int ONE = 256;

    private final PortraitCanvas portraitCanvas;
    private final PortraitCanvas.Region region;
    private final int width;

    private Feather(PortraitCanvas portraitCanvas) {
        this.portraitCanvas = portraitCanvas;
        this.region = portraitCanvas.region();
        this.width = Math.min(
                Math.max(1, portraitCanvas.crop().side() / PARTS), Math.min(region.width(), region.height()) / 2);
    }

    /** Blends the canvas, into which the crop was pasted, with the portrait. */
    static void blend(PortraitCanvas portraitCanvas) {
        new Feather(portraitCanvas).blend();
    }

    private void blend() {
        boolean atLeft = region.left() > 0;
        boolean atRight = region.left() + region.width() < portraitCanvas.width();
        boolean atTop = region.top() > 0;
        boolean atBottom = region.top() + region.height() < portraitCanvas.height();
        for (int step = 0; step < width; step++) {
            int weight = ONE * (2 * step + 1) / (2 * width);
            column(atLeft, region.left() + step, weight);
            column(atRight, region.left() + region.width() - 1 - step, weight);
        }
        // After the columns: in the corners both fades multiply.
        for (int step = 0; step < width; step++) {
            int weight = ONE * (2 * step + 1) / (2 * width);
            row(atTop, region.top() + step, weight);
            row(atBottom, region.top() + region.height() - 1 - step, weight);
        }
    }

    private void column(boolean inside, int x, int weight) {
        if (inside) {
            for (int y = region.top(); y < region.top() + region.height(); y++) {
                fade((y * portraitCanvas.width() + x) * CHANNELS, CHANNELS, weight);
            }
        }
    }

    private void row(boolean inside, int y, int weight) {
        if (inside) {
            fade((y * portraitCanvas.width() + region.left()) * CHANNELS, region.width() * CHANNELS, weight);
        }
    }

    private void fade(int start, int length, int weight) {
        ByteBuffer portrait = portraitCanvas.portrait();
        ByteBuffer canvas = portraitCanvas.canvas();
        for (int at = start; at < start + length; at++) {
            int behind = portrait.get(at) & 0xff;
            int pasted = canvas.get(at) & 0xff;
            canvas.put(at, (byte) (behind + (((pasted - behind) * weight + ONE / 2) >> 8)));
        }
    }
}
