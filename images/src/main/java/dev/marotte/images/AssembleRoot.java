package dev.marotte.images;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the root folder of an image: {@code AssembleRoot JAR ROOT CLASSES MOMENT NOTICE...}. JAR is the built command with its libraries beside it,
 * CLASSES the list of the classes to keep in the JVM's cache, MOMENT the timestamp of every file, so that two builds are identical. Linux only.
 */
public final class AssembleRoot {
    private final Path root;
    private final Path home;
    private final FileTime moment;

    private AssembleRoot(Path root, Instant moment) {
        this.root = root;
        this.home = root.resolve("opt/marotte");
        this.moment = FileTime.from(moment);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        new AssembleRoot(Path.of(given.get(1)), Instant.parse(given.get(3)))
                .assemble(
                        Path.of(given.get(0)),
                        Path.of(given.get(2)),
                        given.stream().skip(4).map(Path::of).toList());
    }

    private void assemble(Path jar, Path classes, List<Path> notices) throws IOException, InterruptedException {
        clear();
        Platform platform = Platform.here();
        JavaRuntime java = JavaRuntime.link(jar, home.resolve("jre"));
        new ApplicationJars(platform, moment).copy(jar, home);
        new SystemLibraries(root).copyFor(Stream.of(home.resolve("natives"), home.resolve("jre")));
        for (Path notice : notices) {
            Files.copy(notice, Files.createDirectories(home.resolve("legal")).resolve(notice.getFileName()));
        }
        Files.createDirectories(root.resolve("data"));
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("files"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "marotte:x:10001:10001::/data:/none\n");
        Files.writeString(root.resolve("etc/group"), "marotte:x:10001:\n");
        Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
        setTimes();
        java.archive(home.resolve("marotte.jar"), classes, home.resolve("marotte.jsa"));
        setTimes();
    }

    private void clear() throws IOException {
        if (Files.exists(root)) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path folder, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        Files.createDirectories(home);
    }

    /** Sets the times of files: the JVM's cache identifies the jars by them. */
    private void setTimes() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, moment);
            }
        }
    }

    /** Copies, and overwrites an existing file. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
