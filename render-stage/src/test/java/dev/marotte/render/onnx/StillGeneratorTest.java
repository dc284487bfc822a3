package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.Bundle;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.TestStudio;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundle that computes nothing, by which a bench knows what all the rest costs. */
class StillGeneratorTest {
    @Test
    void leavesThePortraitAsItIsHoweverTheFaceMoves() {
        try (TestStudio studio = new TestStudio(new BundleSource.BuiltIn("still"))) {
            EnrolledIdentity hopper = studio.enrol("hopper.jpg");
            List<DrawRequest> moved = List.of(
                    new DrawRequest(hopper.embedding(), hopper.rest()),
                    new DrawRequest(hopper.embedding(), Shifted.by(9, hopper.rest())));
            List<List<Integer>> drawn = new ArrayList<>();
            int size = hopper.crop().size();

            studio.generator().draw(moved, size, (_, drawing) -> drawn.add(colours(drawing.abgr(), size)));

            IntBuffer source =
                    hopper.embedding().named(Bundle.BACKGROUND).elements().asIntBuffer();
            List<Integer> portrait = new ArrayList<>();
            for (int at = 0; at < size * size; at++) {
                portrait.add(source.get(at) >>> 8);
            }
            assertThat(drawn).containsExactly(portrait, portrait);
            assertThat(portrait.stream().distinct()).hasSizeGreaterThan(100);
        }
    }

    /** 0xRRGGBB of rows of coverage, blue, green and red. */
    private static List<Integer> colours(ByteBuffer abgr, int size) {
        List<Integer> colours = new ArrayList<>();
        for (int at = 0; at < size * size * 4; at += 4) {
            int red = abgr.get(at + 3) & 0xFF;
            int green = abgr.get(at + 2) & 0xFF;
            int blue = abgr.get(at + 1) & 0xFF;
            colours.add((red << 16) | (green << 8) | blue);
        }
        return colours;
    }
}
