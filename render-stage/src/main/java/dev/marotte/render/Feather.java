package dev.marotte.render;

import java.util.Arrays;

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
    private final byte[] behind;
    private final byte[] pasted;

    private Feather(PortraitCanvas portraitCanvas) {
        this.portraitCanvas = portraitCanvas;
        this.region = portraitCanvas.region();
        this.width = Math.min(
                Math.max(1, portraitCanvas.crop().side() / PARTS), Math.min(region.width(), region.height()) / 2);
        behind = new byte[region.width() * CHANNELS];
        pasted = new byte[region.width() * CHANNELS];
    }

    /** Blends the canvas, into which the crop was pasted, with the portrait. */
    static void blend(PortraitCanvas portraitCanvas) {
        Feather feather = new Feather(portraitCanvas);
        feather.blendSides();
        // After the sides: in the corners both fades multiply.
        feather.blendTopAndBottom();
    }

    private void blendSides() {
        int[] atLeft = new int[width * CHANNELS];
        int[] atRight = new int[width * CHANNELS];
        for (int at = 0; at < atLeft.length; at++) {
            atLeft[at] = weight(at / CHANNELS);
            atRight[at] = weight(width - 1 - at / CHANNELS);
        }
        int right = region.left() + region.width();
        for (int y = region.top(); y < region.top() + region.height(); y++) {
            fade(region.left() > 0, region.left(), y, atLeft);
            fade(right < portraitCanvas.width(), right - width, y, atRight);
        }
    }

    private void blendTopAndBottom() {
        int[] weights = new int[region.width() * CHANNELS];
        int bottom = region.top() + region.height();
        for (int step = 0; step < width; step++) {
            Arrays.fill(weights, weight(step));
            fade(region.top() > 0, region.left(), region.top() + step, weights);
            fade(bottom < portraitCanvas.height(), region.left(), bottom - 1 - step, weights);
        }
    }

    private int weight(int step) {
        return ONE * (2 * step + 1) / (2 * width);
    }

    /** Fades pixels of a row: in arrays, because each access to a direct buffer is checked. */
    private void fade(boolean inside, int x, int y, int[] weights) {
        if (inside) {
            int start = (y * portraitCanvas.width() + x) * CHANNELS;
            portraitCanvas.portrait().get(start, behind, 0, weights.length);
            portraitCanvas.canvas().get(start, pasted, 0, weights.length);
            for (int at = 0; at < weights.length; at++) {
                int back = behind[at] & 0xff;
                pasted[at] = (byte) (back + ((((pasted[at] & 0xff) - back) * weights[at] + ONE / 2) >> 8));
            }
            portraitCanvas.canvas().put(start, pasted, 0, weights.length);
        }
    }
}
