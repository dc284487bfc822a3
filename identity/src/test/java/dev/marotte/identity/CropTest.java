package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.FaceLandmarks;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class CropTest {
    private static final List<Integer> SIZES = List.of(256, 384, 512, 640, 768, 1024);

    @Property
    void takesLandmarksThereAndBack(
            @ForAll @IntRange(min = -500, max = 1500) int left,
            @ForAll @IntRange(min = -500, max = 1500) int top,
            @ForAll @IntRange(min = 50, max = 2000) int side,
            @ForAll @IntRange(min = 256, max = 1024) int size) {
        Crop crop = new Crop(left, top, side, size);
        FaceLandmarks face = Meshes.filling(400, 300, 200, 260);
        FaceLandmarks back = crop.toPicture(crop.toCrop(face));
        for (int point = 0; point < FaceLandmarks.COUNT; point += 17) {
            assertThat(back.x(point)).isCloseTo(face.x(point), Offset.offset(0.01f));
            assertThat(back.y(point)).isCloseTo(face.y(point), Offset.offset(0.01f));
        }
    }

    @Property
    void takesTheMiddleOfTheFirstPixelToTheMiddleOfItsShare(
            @ForAll @IntRange(min = 1, max = 8) int factor, @ForAll @IntRange(min = 0, max = 100) int left) {
        Crop crop = new Crop(left, 0, 256 * factor, 256);
        FaceLandmarks face = Meshes.filling(left + (factor - 1) / 2f, (factor - 1) / 2f, 0, 0);
        assertThat(crop.toCrop(face).x(0)).isCloseTo(0, Offset.offset(0.001f));
        assertThat(crop.toCrop(face).y(0)).isCloseTo(0, Offset.offset(0.001f));
    }

    @Property
    void holdsTheWholeFaceInItsMiddleOrLower(
            @ForAll @FloatRange(min = 0, max = 1000) float x,
            @ForAll @FloatRange(min = 0, max = 1000) float y,
            @ForAll @FloatRange(min = 40, max = 900) float size,
            @ForAll @IntRange(min = 60, max = 1920) int width,
            @ForAll @IntRange(min = 60, max = 1920) int height) {
        Crop crop = Crop.around(Meshes.filling(x, y, size * 0.8f, size), width, height, SIZES);
        assertThat(SIZES).contains(crop.size());
        assertThat(crop.left() + crop.side() / 2f).isCloseTo(x, Offset.offset(1.5f));
        assertThat(crop.top() + crop.side() / 2f).isLessThan(y + 1.5f);
        assertThat(crop.top() + 0.91f * crop.side()).isGreaterThan(y + 0.66f * size);
        assertThat((float) crop.side()).isGreaterThan(1.65f * size);
    }

    @Property
    void hasItsLowerRimUnderThePictureThatEndsUnderTheFace(@ForAll @FloatRange(min = 350, max = 650) float y) {
        Crop crop = Crop.around(Meshes.filling(960, y, 300, 300), 1920, 800, SIZES);
        float rim = crop.top() + 0.91f * crop.side();
        float centred = y + 0.41f * crop.side();
        assertThat(rim).isCloseTo(Math.min(centred, Math.max(800, y + 240)), Offset.offset(2f));
    }

    @Property
    void drawsPixelsOfThePictureWhereverTheHeadFits(@ForAll @FloatRange(min = 181, max = 420) float size) {
        Crop crop = Crop.around(Meshes.filling(960, 540, size, size), 1920, 1080, SIZES);
        assertThat(crop.isExact()).isTrue();
    }

    @Property
    void drawsASmallFaceLargerThanThePictureShowsIt(@ForAll @FloatRange(min = 40, max = 170) float size) {
        FaceLandmarks face = Meshes.filling(960, 540, size, size);
        Crop crop = Crop.around(face, 1920, 1080, SIZES);
        assertThat(FaceBox.of(crop.toCrop(face)).size()).isCloseTo(180, Offset.offset(5f));
    }

    @Property
    void drawsTheSameFaceEquallyLargeInEveryPicture(@ForAll @FloatRange(min = 60, max = 800) float size) {
        FaceLandmarks first = Meshes.filling(300, 300, 200, 200);
        FaceLandmarks further = Meshes.filling(500, 400, size, size);
        Crop crop = Crop.around(first, 600, 600, SIZES);
        Crop alike = crop.alike(further, first);
        assertThat(alike.size()).isEqualTo(crop.size());
        assertThat(FaceBox.of(alike.toCrop(further)).size())
                .isCloseTo(FaceBox.of(crop.toCrop(first)).size(), Offset.offset(2f));
    }
}
