package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything but native libraries in one jar: what several of its jars had under one name is still there. */
final class PackagedJarIT {
    private static final String SERVICES = "META-INF/services/";
    /** Where Helidon looks for services. */
    private static final String MANIFEST = "META-INF/helidon/manifest";

    @Test
    void namesJarsThatExistAndAreNative() throws IOException {
        try (JarFile packaged = new JarFile(PackagedCommand.JAR.toFile())) {
            String classPath = packaged.getManifest().getMainAttributes().getValue("Class-Path");
            assertThat(classPath.split(" "))
                    .hasSize(6)
                    .allSatisfy(name ->
                            assertThat(PackagedCommand.JAR.resolveSibling(name)).isNotEmptyFile());
        }
    }

    @Test
    void namesEveryServiceOfEveryLibrary() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path library : libraries()) {
            all.addAll(services(library));
        }
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(services(PackagedCommand.JAR)).containsAll(all);
    }

    @Test
    void keepsTheLicencesOfEveryLibrary() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path library : libraries()) {
            all.addAll(texts(library, PackagedJarIT::isLicence));
        }
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(texts(PackagedCommand.JAR, _ -> true)).containsAll(all);
    }

    /** Kafka and others find their version, and newer classes, by entries that merging could lose. */
    @Test
    void keepsClassesForNewerReleases() throws IOException {
        try (JarFile packaged = new JarFile(PackagedCommand.JAR.toFile())) {
            assertThat(packaged.isMultiRelease()).isTrue();
            assertThat(packaged.getEntry("kafka/kafka-version.properties")).isNotNull();
        }
    }

    /** Of this test's class path those that are in the packaged jar, known by any class of theirs. */
    private static List<Path> libraries() throws IOException {
        try (JarFile packaged = new JarFile(PackagedCommand.JAR.toFile())) {
            Set<String> entries = packaged.stream().map(JarEntry::getName).collect(Collectors.toSet());
            List<Path> libraries = new ArrayList<>();
            for (Path jar : classPath()) {
                if (names(jar).stream().anyMatch(name -> isOwnClass(name) && entries.contains(name))) {
                    libraries.add(jar);
                }
            }
            return libraries;
        }
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(name -> name.endsWith(".jar"))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static boolean isOwnClass(String name) {
        return name.endsWith(".class") && !name.endsWith("-info.class");
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static Set<String> services(Path jar) throws IOException {
        Set<String> services = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : names(jar)) {
                if ((name.startsWith(SERVICES) && !name.endsWith("/")) || name.equals(MANIFEST)) {
                    read(file, name)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(line -> services.add(name + ": " + line.strip()));
                }
            }
        }
        return services;
    }

    private interface EntryFilter {
        boolean takes(String name);
    }

    private static Set<String> texts(Path jar, EntryFilter wanted) throws IOException {
        Set<String> texts = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : names(jar)) {
                if (wanted.takes(name) && !name.endsWith("/") && !name.endsWith(".class")) {
                    texts.add(read(file, name));
                }
            }
        }
        return texts;
    }

    private static boolean isLicence(String name) {
        return name.toUpperCase(Locale.ROOT).matches("(META-INF/)?(LICEN[CS]E|NOTICE)[^/]*");
    }

    private static String read(JarFile jar, String name) throws IOException {
        try (var content = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
