package dev.marotte.render.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.render.Backdrop;
import dev.marotte.render.Crop;
import dev.marotte.render.Drawing;
import dev.marotte.render.EnrolledIdentity;
import dev.marotte.render.Likeness;
import dev.marotte.render.TestStudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OpenCvPasteBackTest {
    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;

    private final OpenCvPasteBack pasteBack = new OpenCvPasteBack();

    @Property(tries = 100)
    void putsEveryPixelOfAnExactCropWhereItCameFromAndTouchesNoOther(
            @ForAll @IntRange(min = -15, max = 50) int left, @ForAll @IntRange(min = -15, max = 30) int top) {
        Crop crop = new Crop(left, top, 16, 16);
        Backdrop backdrop = backdrop(crop);
        pasteBack.paste(drawing(16), backdrop);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= left && x < left + 16 && y >= top && y < top + 16;
                assertThat(blue(backdrop, x, y)).isEqualTo(inside ? (x - left) + 16 * (y - top) : 255);
            }
        }
    }

    @Property(tries = 50)
    void fillsTheWholeSquareWithAResizedDrawing(
            @ForAll @IntRange(min = 5, max = 35) int side, @ForAll @IntRange(min = 0, max = 5) int left) {
        Backdrop backdrop = backdrop(new Crop(left, 2, side, 16));
        pasteBack.paste(black(16), backdrop);
        for (int x = 0; x < WIDTH; x++) {
            assertThat(blue(backdrop, x, 4)).isEqualTo(x >= left && x < left + side ? 0 : 255);
        }
    }

    @Test
    void codesCoverageOfTheWholePortrait() {
        Bytes png = pasteBack.codeCoverage(drawing(16), backdrop(new Crop(10, 10, 16, 16)));
        ByteBuffer coverage = pasteBack.decode(new Picture(PictureCodec.PNG, WIDTH, HEIGHT, png));
        assertThat(coverage.get((12 * WIDTH + 12) * 3) & 0xff).isEqualTo(200);
        assertThat(coverage.get((2 * WIDTH + 2) * 3)).isZero();
    }

    @Test
    void codesRawPicturesAsTheyAre() {
        Backdrop backdrop = backdrop(new Crop(0, 0, 16, 16));
        pasteBack.paste(drawing(16), backdrop);
        Picture raw = pasteBack.code(backdrop, PictureCodec.RAW_BGR);
        assertThat(raw.bytes().size()).isEqualTo(WIDTH * HEIGHT * 3);
        assertThat(raw.bytes().view().get(3 * 5)).isEqualTo((byte) 5);
    }

    @Test
    void givesThePortraitBackWhenItsFaceIsAtRest() {
        try (TestStudio studio = new TestStudio()) {
            EnrolledIdentity hopper = studio.enrol("hopper.jpg");
            Picture portrait = hopper.portrait();
            Backdrop backdrop =
                    Backdrop.of(portrait.width(), portrait.height(), hopper.crop(), pasteBack.decode(portrait));
            Likeness atRest = new Likeness(hopper.embedding(), hopper.rest());
            studio.generator()
                    .draw(List.of(atRest), hopper.crop().size(), (_, drawing) -> pasteBack.paste(drawing, backdrop));
            ByteBuffer coded = pasteBack.decode(pasteBack.code(backdrop, PictureCodec.JPEG));
            assertThat(psnr(backdrop.canvas(), backdrop.portrait())).isGreaterThan(28);
            assertThat(psnr(coded, backdrop.canvas())).isGreaterThan(35);
        }
    }

    private static Backdrop backdrop(Crop crop) {
        ByteBuffer white = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
        for (int at = 0; at < white.capacity(); at++) {
            white.put(at, (byte) 255);
        }
        return Backdrop.of(WIDTH, HEIGHT, crop, white);
    }

    /** Blue counts the pixels; everything is covered by 200. */
    private static Drawing drawing(int size) {
        Drawing drawing = black(size);
        for (int pixel = 0; pixel < size * size; pixel++) {
            drawing.abgr().put(4 * pixel, (byte) 200).put(4 * pixel + 1, (byte) pixel);
        }
        return drawing;
    }

    private static Drawing black(int size) {
        return new Drawing(size, ByteBuffer.allocateDirect(Drawing.bytes(size)));
    }

    private static int blue(Backdrop backdrop, int x, int y) {
        return backdrop.canvas().get((y * WIDTH + x) * 3) & 0xff;
    }

    private static double psnr(ByteBuffer some, ByteBuffer others) {
        double squares = 0;
        for (int at = 0; at < some.capacity(); at++) {
            int difference = (some.get(at) & 0xff) - (others.get(at) & 0xff);
            squares += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * some.capacity() / Math.max(squares, 1));
    }
}
