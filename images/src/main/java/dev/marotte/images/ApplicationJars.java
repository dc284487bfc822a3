package dev.marotte.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarFile;

/** The command's jar and the jars that it names, without machine code for other platforms; the machine code for this platform lies unpacked beside them. */
final class ApplicationJars {
    private final Platform platform;
    private final FileTime moment;

    ApplicationJars(Platform platform, FileTime moment) {
        this.platform = platform;
        this.moment = moment;
    }

    /** Copies {@code jar} and its class path into {@code home}. */
    void copy(Path jar, Path home) throws IOException {
        AssembleRoot.copy(jar, home.resolve("marotte.jar"));
        NativeFolder natives = new NativeFolder(Files.createDirectories(home.resolve("natives")), platform);
        Files.createDirectories(home.resolve("lib"));
        for (String library : classPath(jar)) {
            new SlimJar(platform, natives, moment).write(jar.resolveSibling(library), home.resolve(library));
        }
        natives.complete();
    }

    private static List<String> classPath(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return List.of(file.getManifest()
                    .getMainAttributes()
                    .getValue("Class-Path")
                    .split(" "));
        }
    }
}
