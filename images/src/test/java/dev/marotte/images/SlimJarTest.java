package dev.marotte.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlimJarTest {
    private static final FileTime MOMENT = FileTime.from(Instant.parse("2026-11-22T00:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void machineCodeOfOtherPlatformsGoesAndClassesStay() throws IOException {
        assertThat(slim(
                        "a/Zstd.class",
                        "linux/amd64/libzstd-jni-1.so",
                        "linux/aarch64/libzstd-jni-1.so",
                        "darwin/x86_64/libzstd-jni-1.dylib",
                        "win/amd64/libzstd-jni-1.dll",
                        "freebsd/amd64/libzstd-jni-1.so"))
                .containsExactly("a/Zstd.class", "linux/amd64/libzstd-jni-1.so");
    }

    @Test
    void whatIsLoadedFromTheFolderOfNativesIsUnpackedThere() throws IOException {
        assertThat(slim(
                        "org/bytedeco/opencv/linux-x86_64/libopencv_core.so.413",
                        "org/bytedeco/opencv/linux-x86_64/libopencv_dnn.so.413",
                        "org/bytedeco/opencv/linux-x86_64/python/cv2.so",
                        "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                        "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
                        "librocksdbjni-linux64.so",
                        "librocksdbjni-linux64-musl.so",
                        "org/rocksdb/RocksDB.class"))
                .containsExactly("org/rocksdb/RocksDB.class");
        assertThat(names(folder.resolve("natives")))
                .containsExactlyInAnyOrder("libopencv_core.so.413", "libonnxruntime.so", "librocksdbjni-linux64.so");
    }

    @Test
    void twoOfTheSameAreTheSameBytes() throws IOException {
        slim("a/A.class", "win/a.dll");
        byte[] first = Files.readAllBytes(folder.resolve("slim.jar"));

        slim("a/A.class", "win/a.dll");

        assertThat(folder.resolve("slim.jar")).hasBinaryContent(first);
    }

    private List<String> slim(String... entries) throws IOException {
        Path jar = folder.resolve("whole.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        var natives = new NativeFolder(Files.createDirectories(folder.resolve("natives")), Platform.X86_64);
        Path slim = folder.resolve("slim.jar");
        new SlimJar(Platform.X86_64, natives, MOMENT).write(jar, slim);
        try (ZipFile file = new ZipFile(slim.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
