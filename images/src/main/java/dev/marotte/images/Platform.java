package dev.marotte.images;

import java.util.List;
import java.util.Locale;

/**
 * The processor that an image is for; its system is Linux with the GNU C library.
 *
 * @param bytedeco how JavaCPP names it
 * @param spellings how the libraries in other jars name it
 */
record Platform(String bytedeco, List<String> spellings) {
    private static final List<String> NATIVE = List.of(".so", ".dll", ".dylib", ".jnilib", ".a");
    private static final List<String> OTHER_LINUX = List.of("musl", "android", "aix", "freebsd");

    static final Platform X86_64 = new Platform("linux-x86_64", List.of("x64", "x86_64", "amd64", "linux64"));
    static final Platform ARM64 = new Platform("linux-arm64", List.of("aarch64", "arm64"));

    static Platform here() {
        return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> X86_64;
            case "Linux aarch64" -> ARM64;
            case String other ->
                throw new IllegalStateException("images are made on Linux of x86_64 or arm64, not " + other);
        };
    }

    /** Tells whether an entry of a jar is machine code. */
    static boolean isNative(String entry) {
        String name = entry.toLowerCase(Locale.ROOT);
        return name.contains(".so.") || NATIVE.stream().anyMatch(name::endsWith);
    }

    /** Tells by the name of its entry whether machine code runs here. */
    boolean runs(String entry) {
        String name = entry.toLowerCase(Locale.ROOT);
        boolean linux = name.contains("linux") && OTHER_LINUX.stream().noneMatch(name::contains);
        return linux && spellings.stream().anyMatch(name::contains);
    }
}
