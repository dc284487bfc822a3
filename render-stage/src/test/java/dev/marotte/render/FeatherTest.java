package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FeatherTest {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 70;

    @Property
    void fadesInFromInnerEdgesOnlyAndLeavesTheMiddleAlone(
            @ForAll @IntRange(min = -30, max = 60) int left,
            @ForAll @IntRange(min = -30, max = 50) int top,
            @ForAll @IntRange(min = 33, max = 120) int side) {
        Backdrop backdrop = white(new Crop(left, top, side, 256));
        Backdrop.Region region = backdrop.region();
        blacken(backdrop, region);
        Feather.blend(backdrop);
        int middleX = region.left() + region.width() / 2;
        int middleY = region.top() + region.height() / 2;
        if (region.width() > 12 && region.height() > 12) {
            assertThat(at(backdrop, middleX, middleY)).isZero();
            assertThat(at(backdrop, region.left(), middleY) > 0).isEqualTo(region.left() > 0);
            assertThat(at(backdrop, middleX, region.top()) > 0).isEqualTo(region.top() > 0);
            assertThat(at(backdrop, region.left() + region.width() - 1, middleY) > 0)
                    .isEqualTo(region.left() + region.width() < WIDTH);
            assertThat(at(backdrop, middleX, region.top() + region.height() - 1) > 0)
                    .isEqualTo(region.top() + region.height() < HEIGHT);
        }
    }

    @Property
    void touchesNothingOutsideOfTheCrop(@ForAll @IntRange(min = 1, max = 30) int left) {
        Backdrop backdrop = white(new Crop(left, left, 35, 256));
        blacken(backdrop, backdrop.region());
        Feather.blend(backdrop);
        assertThat(at(backdrop, left - 1, left + 10)).isEqualTo(255);
        assertThat(at(backdrop, left + 10, left - 1)).isEqualTo(255);
        assertThat(at(backdrop, left + 35, left + 10)).isEqualTo(255);
    }

    private static Backdrop white(Crop crop) {
        ByteBuffer bgr = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
        for (int at = 0; at < bgr.capacity(); at++) {
            bgr.put(at, (byte) 255);
        }
        return Backdrop.of(WIDTH, HEIGHT, crop, bgr);
    }

    private static void blacken(Backdrop backdrop, Backdrop.Region region) {
        for (int y = region.top(); y < region.top() + region.height(); y++) {
            for (int at = (y * WIDTH + region.left()) * 3;
                    at < (y * WIDTH + region.left() + region.width()) * 3;
                    at++) {
                backdrop.canvas().put(at, (byte) 0);
            }
        }
    }

    private static int at(Backdrop backdrop, int x, int y) {
        return backdrop.canvas().get((y * WIDTH + x) * 3) & 0xff;
    }
}
