package dev.marotte.standalone.doctor;

import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.standalone.doctor.ffmpeg.FfmpegCheck;
import dev.marotte.standalone.doctor.onnx.OnnxCheck;
import dev.marotte.standalone.doctor.opencv.OpencvCheck;
import dev.marotte.standalone.run.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tries each thing that a run needs, one after the other, and continues after a failure. */
public final class Doctor {
    /** A minute of 1080p in flight between the stages, with room for the recording. */
    private static final long ENOUGH_DISK_BYTES = 2L << 30;

    private static final long DOCKER_SECONDS = 5;

    private final DataFolder data;
    private final DeviceChoice device;

    /** @param device that has to work */
    public Doctor(DataFolder data, DeviceChoice device) {
        this.data = data;
        this.device = device;
    }

    public List<DoctorFinding> examine() {
        var findings = new ArrayList<DoctorFinding>();
        findings.add(jdk());
        findings.add(machine());
        findings.addAll(natives("OpenCV", OpencvCheck::examine));
        findings.addAll(natives("FFmpeg", FfmpegCheck::examine));
        findings.addAll(natives("ONNX Runtime", () -> OnnxCheck.examine(device)));
        findings.add(disk());
        findings.add(port());
        findings.add(docker());
        return List.copyOf(findings);
    }

    private static DoctorFinding jdk() {
        return DoctorFinding.works(
                "JDK",
                Runtime.version() + " of " + System.getProperty("java.vendor") + ", "
                        + System.getProperty("java.home"));
    }

    private static DoctorFinding machine() {
        Runtime runtime = Runtime.getRuntime();
        String words = "%s %s, %d processors, %d MB heap"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        runtime.availableProcessors(),
                        runtime.maxMemory() >> 20);
        return DoctorFinding.works("machine", words);
    }

    /** Describes a library that does not load, which the JVM reports as a linkage error. */
    private static List<DoctorFinding> natives(String subject, Supplier<List<DoctorFinding>> check) {
        try {
            return check.get();
        } catch (LinkageError e) {
            return List.of(DoctorFinding.broken(subject, "its native library does not load: " + e.getMessage()));
        }
    }

    private DoctorFinding disk() {
        try {
            long free = Files.getFileStore(data.path()).getUsableSpace();
            String words = String.format(Locale.ROOT, "%.1f GB free in %s", free / 1e9, data.path());
            return free < ENOUGH_DISK_BYTES
                    ? DoctorFinding.broken("disk", words + "; a long clip needs more than 2 GB")
                    : DoctorFinding.works("disk", words);
        } catch (IOException e) {
            return DoctorFinding.broken("disk", data.path() + " cannot be examined: " + e.getMessage());
        }
    }

    private static DoctorFinding port() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return DoctorFinding.works(
                    "ports",
                    "the embedded broker can listen on "
                            + socket.getInetAddress().getHostAddress());
        } catch (IOException e) {
            return DoctorFinding.broken(
                    "ports", "no port of this machine's loopback address is free: " + e.getMessage());
        }
    }

    private static DoctorFinding docker() {
        try {
            Process docker = new ProcessBuilder("docker", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean answered = docker.waitFor(DOCKER_SECONDS, TimeUnit.SECONDS) && docker.exitValue() == 0;
            docker.destroy();
            return answered
                    ? DoctorFinding.works("Docker", "tests can use a broker in a container (-Dkafka.backend=container)")
                    : DoctorFinding.absent(
                            "Docker", "does not answer; it is only needed for tests with a broker in a container");
        } catch (IOException e) {
            return DoctorFinding.absent(
                    "Docker", "is not installed; it is only needed for tests with a broker in a container");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DoctorFinding.absent("Docker", "was not asked to the end");
        }
    }
}
