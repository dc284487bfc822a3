package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One result is made by one run at a time, and what a run leaves depends on whether it lives. */
final class OutputClaimTest {
    private static final SessionId SESSION = new SessionId("demo");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "clip.mp4, clip.mp4",
        "clip.webm, linked/clip.webm",
        "clip.mov, link.mov",
        "clip.mkv, linked/link.mkv",
        "pictures/, pictures/",
        "pictures/, linked/pictures/",
        "f-%04d.png, linked/f-%04d.png"
    })
    void theLaterRunForANameIsRefused(String name, String sameName) throws IOException {
        Files.createSymbolicLink(folder.resolve("linked"), folder);
        Files.createSymbolicLink(folder.resolve("link.mov"), Path.of("clip.mov"));
        Files.createSymbolicLink(folder.resolve("link.mkv"), folder.resolve("clip.mkv"));

        try (ClaimingProcess _ = ClaimingProcess.start(folder + "/" + name)) {
            assertThatThrownBy(() -> take(sameName))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("another marotte is making it");
            take("other.mp4").close();
        }
        take(sameName).close();
    }

    @Test
    void aRefusedRunLeavesTheOtherOnesPartAlone() throws IOException {
        try (ClaimingProcess _ = ClaimingProcess.start(folder + "/clip.mp4")) {
            assertThatThrownBy(() -> take("clip.mp4")).isInstanceOf(BadInputException.class);
            take("other.mp4").close();

            assertThat(folder.resolve(".clip.mp4.part/clip")).hasContent("half of it");
        }
    }

    @Test
    void aProcessThatMakesSeveralKeepsThemAllFromOthers() throws IOException {
        try (OutputClaim first = take("first.mp4")) {
            Files.writeString(first.part("clip"), "half of it");
            try (OutputClaim _ = take("second.mp4")) {
                assertThatThrownBy(() -> take("first.mp4")).isInstanceOf(BadInputException.class);

                assertThatThrownBy(() -> ClaimingProcess.start(folder + "/first.mp4"))
                        .isInstanceOf(IOException.class);
                assertThat(first.part("clip")).hasContent("half of it");
            }
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatKilledRunsLeftIsRemovedWhateverItsName() throws IOException {
        try (ClaimingProcess _ = ClaimingProcess.start(folder + "/clip.mp4");
                ClaimingProcess _ = ClaimingProcess.start(folder + "/pictures/")) {
            assertThat(names()).containsExactly(".clip.mp4.part", ".pictures.part");
        }
        Files.createDirectory(folder.resolve(".somebody-elses.part"));
        assertThat(folder.resolve(".clip.mp4.part/clip")).exists();

        try (OutputClaim claim = take("clip.mp4")) {
            assertThat(claim.part("clip")).doesNotExist();
        }

        assertThat(names()).containsExactly(".somebody-elses.part");
    }

    @Test
    void whatFollowsALinkIsReplacedWhereItLeads() throws IOException {
        Files.createDirectory(folder.resolve("videos"));
        Path link = Files.createSymbolicLink(folder.resolve("clip.mp4"), Path.of("videos/real.mp4"));

        publish("clip.mp4", true);

        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("videos/real.mp4")).hasContent("whole").isRegularFile();
    }

    @Test
    void whatWasPutThereMeanwhileIsNotReplacedUnasked() throws IOException {
        try (OutputClaim claim = OutputClaim.take(output("clip.mp4", false))) {
            Path part = Files.writeString(claim.part("clip"), "whole");
            Files.writeString(folder.resolve("clip.mp4"), "somebody's");

            assertThatThrownBy(() -> claim.publish(part)).hasMessageContaining("meanwhile; --overwrite replaces it");
        }
        assertThat(folder.resolve("clip.mp4")).hasContent("somebody's");
        publish("clip.mp4", true);
        assertThat(folder.resolve("clip.mp4")).hasContent("whole");
        assertThat(names()).containsExactly("clip.mp4");
    }

    @Test
    void aNameAsLongAsTheDiskTakesWorks() throws IOException {
        String longest = "x".repeat(251) + ".mp4";

        publish(longest, false);

        assertThat(names()).containsExactly(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "pictures/", "f-%04d.png"})
    void aSessionKnowsWhatItPutThereInAnEarlierLife(String name) throws IOException {
        Output output = output(name, false);
        publish(output, SESSION);

        try (OutputClaim claim = OutputClaim.take(output, SESSION).orElseThrow()) {
            assertThat(claim.isPublished()).isTrue();
        }
        assertThatThrownBy(() -> OutputClaim.take(output, new SessionId("other")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it exists already");
        assertThat(OutputClaim.take(output, SESSION).orElseThrow().isPublished())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "pictures/", "f-%04d.png"})
    void aSessionThatIsOverLeavesItsOutputAlone(String name) throws IOException {
        Output output = output(name, false);
        publish(output, SESSION);

        OutputClaim.settle(output, SESSION);

        assertThat(names()).noneMatch(each -> each.endsWith(".part"));
        assertThat(output.exists()).isTrue();
        assertThatThrownBy(() -> OutputClaim.take(output, SESSION)).hasMessageContaining("it exists already");
    }

    @Test
    void aSessionThatWasKilledWhileItPublishedDoesItAgain() throws IOException {
        Output output = output("f-%04d.png", false);
        try (OutputClaim claim = OutputClaim.take(output, SESSION).orElseThrow()) {
            assertThatThrownBy(() -> claim.publish(() -> {
                        Files.writeString(folder.resolve("f-0000.png"), "the first of many");
                        throw new IOException("killed");
                    }))
                    .hasMessage("killed");
        }

        try (OutputClaim claim = OutputClaim.take(output, SESSION).orElseThrow()) {
            assertThat(claim.isPublished()).isFalse();
            claim.publish(() -> {});
            assertThat(claim.isPublished()).isTrue();
        }
    }

    @Test
    void whatASessionStillAsksForIsNotTakenForStale() throws IOException {
        Output output = output("clip.mp4", false);
        publish(output, SESSION);

        take("other.mp4").close();

        assertThat(OutputClaim.take(output, SESSION)).isPresent();
    }

    @Test
    void saysForWhichSessionANameIsHeld() {
        Output output = output("clip.mp4", false);
        SessionId other = new SessionId("other");

        try (OutputClaim _ = OutputClaim.take(output, SESSION).orElseThrow()) {
            assertThat(OutputClaim.take(output, SESSION)).isEmpty();
            assertThat(OutputClaim.isLeftOver(output, SESSION)).isTrue();
            assertThat(OutputClaim.take(output, other)).isEmpty();
            assertThat(OutputClaim.isLeftOver(output, other)).isFalse();
        }
    }

    @Test
    void saysThatAFileIsAFileWhereTheSinkRuns() {
        Output output = Output.of(new SessionOutput.FileOutput(folder + "/none/clip.mp4", false));

        assertThatThrownBy(() -> OutputClaim.take(output, SESSION))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a file in an output is a file where the sink stage runs, and there is no folder "
                        + folder.resolve("none"));
    }

    private static void publish(Output output, SessionId session) throws IOException {
        try (OutputClaim claim = OutputClaim.take(output, session).orElseThrow()) {
            claim.publish(() -> {
                Files.createDirectories(output.folder());
                Files.writeString(
                        output.form() == Output.Form.PICTURES
                                ? output.folder().resolve(output.pictureName(0))
                                : output.path(),
                        "whole");
            });
        }
    }

    private void publish(String name, boolean overwrite) throws IOException {
        try (OutputClaim claim = OutputClaim.take(output(name, overwrite))) {
            claim.publish(Files.writeString(claim.part("clip"), "whole"));
        }
    }

    private OutputClaim take(String name) {
        return OutputClaim.take(output(name, true));
    }

    private Output output(String name, boolean overwrite) {
        return Output.named(folder + "/" + name, overwrite);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
