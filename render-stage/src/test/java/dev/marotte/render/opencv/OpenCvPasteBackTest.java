package dev.marotte.render.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.Crop;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.PortraitCanvas;
import dev.marotte.render.RenderedCrop;
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
        PortraitCanvas portraitCanvas = portraitCanvas(crop);
        pasteBack.paste(drawing(16), portraitCanvas);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= left && x < left + 16 && y >= top && y < top + 16;
                assertThat(blue(portraitCanvas, x, y)).isEqualTo(inside ? (x - left) + 16 * (y - top) : 255);
            }
        }
    }

    @Property(tries = 50)
    void fillsTheWholeSquareWithAResizedDrawing(
            @ForAll @IntRange(min = 5, max = 35) int side, @ForAll @IntRange(min = 0, max = 5) int left) {
        PortraitCanvas portraitCanvas = portraitCanvas(new Crop(left, 2, side, 16));
        pasteBack.paste(black(16), portraitCanvas);
        for (int x = 0; x < WIDTH; x++) {
            assertThat(blue(portraitCanvas, x, 4)).isEqualTo(x >= left && x < left + side ? 0 : 255);
        }
    }

    @Test
    void codesCoverageOfTheWholePortrait() {
        Bytes png = pasteBack.codeCoverage(drawing(16), portraitCanvas(new Crop(10, 10, 16, 16)));
        ByteBuffer coverage = decoded(new Picture(PictureCodec.PNG, WIDTH, HEIGHT, png));
        assertThat(coverage.get((12 * WIDTH + 12) * 3) & 0xff).isEqualTo(200);
        assertThat(coverage.get((2 * WIDTH + 2) * 3)).isZero();
    }

    @Test
    void codesRawPicturesAsTheyAre() {
        PortraitCanvas portraitCanvas = portraitCanvas(new Crop(0, 0, 16, 16));
        pasteBack.paste(drawing(16), portraitCanvas);
        Picture raw = pasteBack.code(portraitCanvas, PictureCodec.RAW_BGR);
        assertThat(raw.bytes().size()).isEqualTo(WIDTH * HEIGHT * 3);
        assertThat(raw.bytes().view().get(3 * 5)).isEqualTo((byte) 5);
    }

    @Test
    void givesThePortraitBackWhenItsFaceIsAtRest() {
        try (TestStudio studio = new TestStudio()) {
            EnrolledIdentity hopper = studio.enrol("hopper.jpg");
            Picture portrait = hopper.portrait();
            PortraitCanvas portraitCanvas =
                    PortraitCanvas.of(portrait.width(), portrait.height(), hopper.crop(), decoded(portrait));
            DrawRequest atRest = new DrawRequest(hopper.embedding(), hopper.rest());
            studio.generator()
                    .draw(
                            List.of(atRest),
                            hopper.crop().size(),
                            (_, drawing) -> pasteBack.paste(drawing, portraitCanvas));
            ByteBuffer coded = decoded(pasteBack.code(portraitCanvas, PictureCodec.JPEG));
            assertThat(psnr(portraitCanvas.canvas(), portraitCanvas.portrait())).isGreaterThan(28);
            assertThat(psnr(coded, portraitCanvas.canvas())).isGreaterThan(35);
        }
    }

    private static PortraitCanvas portraitCanvas(Crop crop) {
        ByteBuffer white = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
        for (int at = 0; at < white.capacity(); at++) {
            white.put(at, (byte) 255);
        }
        return PortraitCanvas.of(WIDTH, HEIGHT, crop, white);
    }

    /** Blue counts the pixels; everything is covered by 200. */
    private static RenderedCrop drawing(int size) {
        RenderedCrop drawing = black(size);
        for (int pixel = 0; pixel < size * size; pixel++) {
            drawing.abgr().put(4 * pixel, (byte) 200).put(4 * pixel + 1, (byte) pixel);
        }
        return drawing;
    }

    private static RenderedCrop black(int size) {
        return new RenderedCrop(size, ByteBuffer.allocateDirect(RenderedCrop.bytes(size)));
    }

    private static int blue(PortraitCanvas portraitCanvas, int x, int y) {
        return portraitCanvas.canvas().get((y * WIDTH + x) * 3) & 0xff;
    }

    private static double psnr(ByteBuffer some, ByteBuffer others) {
        double squares = 0;
        for (int at = 0; at < some.capacity(); at++) {
            int difference = (some.get(at) & 0xff) - (others.get(at) & 0xff);
            squares += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * some.capacity() / Math.max(squares, 1));
    }

    private ByteBuffer decoded(Picture picture) {
        return pasteBack.decode(picture).orElseThrow();
    }

    @Test
    void decodesNothingThatIsNoPictureOfItsSize() {
        Bytes noPicture = Bytes.of(new byte[] {1, 2, 3});
        assertThat(pasteBack.decode(new Picture(PictureCodec.PNG, 8, 8, noPicture)))
                .isEmpty();
        assertThat(pasteBack.decode(new Picture(PictureCodec.PNG, 8, 8, Bytes.EMPTY)))
                .isEmpty();
        Bytes whole = TestStudio.portrait("hopper.jpg");
        assertThat(pasteBack.decode(new Picture(PictureCodec.JPEG, 8, 8, whole)))
                .isEmpty();
    }
}
