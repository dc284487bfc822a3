package dev.marotte.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar without machine code for other platforms, and without entries that are unpacked into the {@link NativeFolder}. */
final class SlimJar {
    private final Platform platform;
    private final NativeFolder natives;
    private final FileTime moment;

    SlimJar(Platform platform, NativeFolder natives, FileTime moment) {
        this.platform = platform;
        this.natives = natives;
        this.moment = moment;
    }

    /** Writes {@code slim}; a jar without any machine code is copied as it is. */
    void write(Path jar, Path slim) throws IOException {
        try (ZipFile whole = new ZipFile(jar.toFile())) {
            if (whole.stream().map(ZipEntry::getName).noneMatch(this::isToRemove)) {
                Files.copy(jar, slim);
                return;
            }
            try (var out = new ZipOutputStream(Files.newOutputStream(slim))) {
                for (Enumeration<? extends ZipEntry> entries = whole.entries(); entries.hasMoreElements(); ) {
                    copy(whole, entries.nextElement(), out);
                }
            }
        }
    }

    private boolean isToRemove(String entry) {
        return natives.wants(entry) || natives.ignores(entry) || (Platform.isNative(entry) && !platform.runs(entry));
    }

    private void copy(ZipFile whole, ZipEntry entry, ZipOutputStream out) throws IOException {
        try (InputStream in = whole.getInputStream(entry)) {
            if (natives.wants(entry.getName())) {
                natives.unpack(entry.getName(), in);
            } else if (!isToRemove(entry.getName())) {
                ZipEntry kept = new ZipEntry(entry.getName());
                kept.setLastModifiedTime(moment);
                out.putNextEntry(kept);
                in.transferTo(out);
                out.closeEntry();
            }
        }
    }
}
