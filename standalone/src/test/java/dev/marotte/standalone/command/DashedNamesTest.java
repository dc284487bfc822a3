package dev.marotte.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DashedNamesTest {
    @ParameterizedTest
    @CsvSource({
        "--portrait=-hat.jpg, --portrait=./-hat.jpg",
        "--out=--help, --out=./--help",
        "--portrait=hat.jpg, --portrait=hat.jpg",
        "--portrait, --portrait",
        "--expression=-1, --expression=-1",
        "-h, -h"
    })
    void spellsFilesThatLookLikeOptions(String given, String parsed) {
        assertThat(DashedNames.spelledOut(new String[] {"animate", given})).containsExactly("animate", parsed);
    }

    @ParameterizedTest
    @CsvSource({
        "--portrait, -hat.jpg, ./-hat.jpg",
        "--out, -Vase.mp4, ./-Vase.mp4",
        "--driving, -, -",
        "--portrait, -h, -h",
        "--portrait, --driving, --driving",
        "--expression, -1.5, -1.5"
    })
    void spellsThemInTwoWordsToo(String option, String given, String parsed) {
        assertThat(DashedNames.spelledOut(new String[] {"animate", option, given}))
                .containsExactly("animate", option, parsed);
    }
}
