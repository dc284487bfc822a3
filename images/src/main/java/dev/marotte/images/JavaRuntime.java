package dev.marotte.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** The part of this JDK that Marotte needs. */
record JavaRuntime(Path home) {
    /** The modules that jdeps finds in the jars, and those that Kafka's security looks up by name. */
    private static final String MODULES = String.join(
            ",",
            "java.base,java.desktop,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml",
            "jdk.crypto.cryptoki,jdk.httpserver,jdk.management,jdk.naming.dns,jdk.security.auth,jdk.security.jgss,jdk.unsupported");

    /** Libraries for windows and sound cards, which need a dozen libraries of the system. */
    private static final List<String> OF_SCREENS =
            List.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

    /** Links the runtime into {@code home}, which is created. */
    static JavaRuntime link(Path home) throws IOException {
        int status = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
                .run(
                        System.out,
                        System.err,
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        home.toString());
        if (status != 0) {
            throw new IllegalStateException("jlink failed");
        }
        for (String part : OF_SCREENS) {
            Files.deleteIfExists(home.resolve("lib").resolve(part));
        }
        return new JavaRuntime(home);
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
