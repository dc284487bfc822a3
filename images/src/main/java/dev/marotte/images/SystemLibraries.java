package dev.marotte.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The C and C++ libraries of the build machine: all that an image needs besides Java and its own libraries. {@code ldd} tells which ones, so no base image
 * is needed, with a shell and a package manager that nothing here uses.
 */
final class SystemLibraries {
    /** {@code libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x…)}, or the loader with its path alone. */
    private static final Pattern RESOLVED = Pattern.compile("\\s+(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    /** Libraries that the C library itself loads by name: they resolve host names. */
    private static final Set<String> BY_NAME = Set.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

    /** Packages under which Debian and its derivatives keep the licences of the two libraries. */
    private static final List<String> COPYRIGHTS = List.of("libc6", "libstdc++6");

    private final Path root;

    SystemLibraries(Path root) {
        this.root = root;
    }

    /** Copies the libraries that the machine code in {@code folders} needs, under the names that it uses. */
    void copyFor(Stream<Path> folders) throws IOException, InterruptedException {
        Set<Path> needed = new TreeSet<>();
        for (Path folder : folders.toList()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(SystemLibraries::isNative).toList()) {
                    needed.addAll(neededBy(file, folder));
                }
            }
        }
        for (Path library : needed) {
            copy(library);
        }
        for (String project : COPYRIGHTS) {
            Path copyright = Path.of("/usr/share/doc", project, "copyright");
            if (Files.exists(copyright)) {
                AssembleRoot.copy(copyright, root.resolve("opt/marotte/legal").resolve(project));
            }
        }
    }

    private static boolean isNative(Path file) {
        return Platform.isNative(file.getFileName().toString()) || file.endsWith("bin/java");
    }

    private Set<Path> neededBy(Path file, Path folder) throws IOException, InterruptedException {
        ProcessBuilder ldd = new ProcessBuilder("ldd", file.toString()).redirectErrorStream(true);
        ldd.environment().put("LC_ALL", "C");
        ldd.environment().put("LD_LIBRARY_PATH", folder.toString());
        Process process = ldd.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Set<Path> found = new TreeSet<>();
        Matcher resolved = RESOLVED.matcher(said);
        while (resolved.find()) {
            outside(Path.of(resolved.group(1))).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Path> outside(Path library) {
        return Optional.of(library)
                .filter(path ->
                        !path.normalize().startsWith(root.toAbsolutePath().normalize()));
    }

    private void copy(Path library) throws IOException {
        boolean loader = library.getFileName().toString().startsWith("ld-linux");
        AssembleRoot.copy(
                library, root.resolve(loader ? library.toString().substring(1) : "lib/" + library.getFileName()));
        for (String name : BY_NAME) {
            Path beside = library.resolveSibling(name);
            if (loader || Files.notExists(beside)) {
                continue;
            }
            AssembleRoot.copy(beside, root.resolve("lib").resolve(name));
        }
    }
}
