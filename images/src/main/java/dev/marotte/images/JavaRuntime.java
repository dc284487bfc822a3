package dev.marotte.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** The part of this JDK that Marotte needs. */
record JavaRuntime(Path home) {
    /** The modules that no class names: Kafka's security, cryptography and names of hosts are looked up as services. */
    private static final String SERVICES =
            "java.logging,jdk.crypto.cryptoki,jdk.naming.dns,jdk.security.auth,jdk.security.jgss";

    /** Libraries for windows and sound cards, which need a dozen libraries of the system. */
    private static final List<String> OF_SCREENS =
            List.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

    /** Links the runtime into {@code home}, which is created, with all modules that {@code jar} and the jars that it names use. */
    static JavaRuntime link(Path jar, Path home) throws IOException {
        run(
                "jlink",
                System.out,
                "--add-modules",
                modulesOf(jar) + "," + SERVICES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                home.toString());
        for (String part : OF_SCREENS) {
            Files.deleteIfExists(home.resolve("lib").resolve(part));
        }
        return new JavaRuntime(home);
    }

    /** By jdeps and not by a list, which would go stale: what a missing module takes away is noticed only when it is first used. */
    static String modulesOf(Path jar) {
        var modules = new ByteArrayOutputStream();
        run(
                "jdeps",
                new PrintStream(modules, true, StandardCharsets.UTF_8),
                "--ignore-missing-deps",
                "--multi-release",
                String.valueOf(Runtime.version().feature()),
                "--print-module-deps",
                jar.toString());
        return modules.toString(StandardCharsets.UTF_8).strip();
    }

    private static void run(String tool, PrintStream out, String... arguments) {
        int status = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool))
                .run(out, System.err, arguments);
        if (status != 0) {
            throw new IllegalStateException(tool + " failed");
        }
    }

    /**
     * Writes the cache from which the JVM starts with its classes loaded and linked. It is made from a list and not by a training run, whose result
     * differs each time.
     */
    void archive(Path jar, Path classes, Path archive) throws IOException, InterruptedException {
        Path log = Files.createTempFile("archive", ".log");
        Process process = new ProcessBuilder(List.of(
                        home.resolve("bin/java").toString(),
                        "-Xshare:dump",
                        "-XX:+UseSerialGC",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:cds*=error:stderr",
                        "-cp",
                        jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the cache of classes was not made: " + Files.readString(log));
        }
        Files.delete(log);
    }
}
