package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.IntBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackgroundCompositorTest {
    @Property
    void mixesEachColourByCoverage(
            @ForAll @IntRange(max = 255) int coverage,
            @ForAll @IntRange(max = 255) int share,
            @ForAll @IntRange(max = 255) int red,
            @ForAll @IntRange(max = 255) int green,
            @ForAll @IntRange(max = 255) int blue) {
        int colour = coverage * share / 255;
        int drawn = composed(pixel(colour, colour, colour, coverage), pixel(red, green, blue, 255));
        assertThat(drawn & 0xff).isEqualTo(coverage);
        assertThat(drawn >>> 24).isBetween(mixed(colour, red, coverage) - 1, mixed(colour, red, coverage) + 1);
        assertThat(drawn >>> 16 & 0xff)
                .isBetween(mixed(colour, green, coverage) - 1, mixed(colour, green, coverage) + 1);
        assertThat(drawn >>> 8 & 0xff).isBetween(mixed(colour, blue, coverage) - 1, mixed(colour, blue, coverage) + 1);
    }

    @Property
    void showsNothingBehindWhatCoversAll(@ForAll int background, @ForAll int colours) {
        assertThat(composed(colours | 0xff, background)).isEqualTo(colours | 0xff);
    }

    @Property
    void showsTheBackgroundAsItIsWhereNothingIsDrawn(@ForAll int background) {
        assertThat(composed(0, background)).isEqualTo(background & 0xffffff00);
    }

    private static int mixed(int colour, int behind, int coverage) {
        return colour + behind * (255 - coverage) / 255;
    }

    private static int pixel(int red, int green, int blue, int coverage) {
        return red << 24 | green << 16 | blue << 8 | coverage;
    }

    /** Of a picture of four pixels, the last one. */
    private static int composed(int drawn, int behind) {
        IntBuffer words = IntBuffer.wrap(new int[] {0, 0, 0, drawn});
        new BackgroundCompositor().compose(words, IntBuffer.wrap(new int[] {0, 0, 0, behind}), 2);
        return words.get(3);
    }
}
