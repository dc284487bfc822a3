package dev.marotte.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The folder of unpacked machine code, from which all of it is loaded if the file system is read-only. One thread. */
final class NativeFolder {
    private static final Set<String> OPENCV = Set.of("core", "imgproc", "imgcodecs");

    private final Path folder;
    private final Platform platform;

    NativeFolder(Path folder, Platform platform) {
        this.folder = folder;
        this.platform = platform;
    }

    /** Tells whether an entry is loaded from here, and so need not be in its jar. */
    boolean wants(String entry) {
        return Platform.isNative(entry)
                && platform.runs(entry)
                && (ofBytedeco(entry) || ofOnnxRuntime(entry) || ofRocks(entry));
    }

    /** Tells whether an entry is one of the headers, samples, tools and modules in the jars of JavaCPP that are never loaded. */
    boolean ignores(String entry) {
        return entry.startsWith("org/bytedeco/") && entry.contains("/" + platform.bytedeco() + "/") && !wants(entry);
    }

    private boolean ofBytedeco(String entry) {
        int folderEnd = entry.lastIndexOf('/');
        return entry.startsWith("org/bytedeco/")
                && entry.substring(0, Math.max(0, folderEnd)).endsWith("/" + platform.bytedeco())
                && isUsed(entry.substring(folderEnd + 1));
    }

    private static boolean isUsed(String library) {
        boolean opencv = library.contains("opencv_");
        String module = library.replaceFirst(".*opencv_", "").replaceFirst("\\.so.*", "");
        return library.startsWith("lib")
                && (!opencv || OPENCV.contains(module))
                && !library.contains("openblas_full")
                && !library.contains("avdevice")
                && !library.contains("avfilter")
                // The system's is newer, and the system's C++ library needs it.
                && !library.startsWith("libgcc_s");
    }

    private static boolean ofOnnxRuntime(String entry) {
        return entry.startsWith("ai/onnxruntime/native/");
    }

    private static boolean ofRocks(String entry) {
        return entry.startsWith("librocksdbjni");
    }

    void unpack(String entry, InputStream in) throws IOException {
        Files.copy(in, folder.resolve(entry.substring(entry.lastIndexOf('/') + 1)));
    }

    /** Adds the second name by which one library loads another; a link would do, but Jib turns it into a file. */
    void complete() throws IOException {
        alias("libopenblas.so.0", "libopenblas_nolapack.so.0");
    }

    private void alias(String library, String name) throws IOException {
        if (Files.exists(folder.resolve(library)) && Files.notExists(folder.resolve(name))) {
            Files.copy(folder.resolve(library), folder.resolve(name));
        }
    }
}
