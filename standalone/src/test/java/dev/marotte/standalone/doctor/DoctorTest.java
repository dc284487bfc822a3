package dev.marotte.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.run.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void findsNothingBrokenWhereTheTestsRun() {
        var findings = new Doctor(DataFolder.of(folder, Map.of())).examine();

        assertThat(findings)
                .extracting(Finding::subject)
                .contains(
                        "JDK",
                        "OpenCV",
                        "FFmpeg",
                        "ONNX Runtime",
                        "CUDA",
                        "disk",
                        "streams read",
                        "streams written",
                        "page");
        assertThat(findings).extracting(Finding::state).doesNotContain(Finding.State.BROKEN);
    }
}
