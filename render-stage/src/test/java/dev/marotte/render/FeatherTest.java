package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.Crop;
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
        PortraitCanvas portraitCanvas = white(new Crop(left, top, side, 256));
        PortraitCanvas.Region region = portraitCanvas.region();
        blacken(portraitCanvas, region);
        Feather.blend(portraitCanvas);
        int middleX = region.left() + region.width() / 2;
        int middleY = region.top() + region.height() / 2;
        if (region.width() > 12 && region.height() > 12) {
            assertThat(at(portraitCanvas, middleX, middleY)).isZero();
            assertThat(at(portraitCanvas, region.left(), middleY) > 0).isEqualTo(region.left() > 0);
            assertThat(at(portraitCanvas, middleX, region.top()) > 0).isEqualTo(region.top() > 0);
            assertThat(at(portraitCanvas, region.left() + region.width() - 1, middleY) > 0)
                    .isEqualTo(region.left() + region.width() < WIDTH);
            assertThat(at(portraitCanvas, middleX, region.top() + region.height() - 1) > 0)
                    .isEqualTo(region.top() + region.height() < HEIGHT);
        }
    }

    @Property
    void touchesNothingOutsideOfTheCrop(@ForAll @IntRange(min = 1, max = 30) int left) {
        PortraitCanvas portraitCanvas = white(new Crop(left, left, 35, 256));
        blacken(portraitCanvas, portraitCanvas.region());
        Feather.blend(portraitCanvas);
        assertThat(at(portraitCanvas, left - 1, left + 10)).isEqualTo(255);
        assertThat(at(portraitCanvas, left + 10, left - 1)).isEqualTo(255);
        assertThat(at(portraitCanvas, left + 35, left + 10)).isEqualTo(255);
    }

    private static PortraitCanvas white(Crop crop) {
        ByteBuffer bgr = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
        for (int at = 0; at < bgr.capacity(); at++) {
            bgr.put(at, (byte) 255);
        }
        return PortraitCanvas.of(WIDTH, HEIGHT, crop, bgr);
    }

    private static void blacken(PortraitCanvas portraitCanvas, PortraitCanvas.Region region) {
        for (int y = region.top(); y < region.top() + region.height(); y++) {
            for (int at = (y * WIDTH + region.left()) * 3;
                    at < (y * WIDTH + region.left() + region.width()) * 3;
                    at++) {
                portraitCanvas.canvas().put(at, (byte) 0);
            }
        }
    }

    private static int at(PortraitCanvas portraitCanvas, int x, int y) {
        return portraitCanvas.canvas().get((y * WIDTH + x) * 3) & 0xff;
    }
}
