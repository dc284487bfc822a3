package dev.marotte.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.standalone.run.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void findsNothingBrokenWhereTheTestsRun() {
        var findings = new Doctor(DataFolder.of(folder, Map.of()), DeviceChoice.AUTO).examine();

        assertThat(findings)
                .extracting(DoctorFinding::subject)
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
        assertThat(findings).extracting(DoctorFinding::state).doesNotContain(DoctorFinding.State.BROKEN);
    }

    @Test
    @Tag("no-gpu")
    void callsADeviceBrokenThatWasAskedForAndDoesNotWork() {
        var findings = new Doctor(DataFolder.of(folder, Map.of()), new Device.Cuda(1)).examine();

        assertThat(findings)
                .filteredOn(finding -> finding.subject().equals("CUDA"))
                .extracting(DoctorFinding::state)
                .containsExactly(DoctorFinding.State.ABSENT, DoctorFinding.State.BROKEN);
        assertThat(findings)
                .extracting(DoctorFinding::words)
                .anyMatch(words -> words.startsWith("cuda:1 was asked for"));
    }
}
