package dev.marotte.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Place of a generator bundle. */
public sealed interface BundleSource {
    /** Opens a file of the bundle; fails if there is none. */
    InputStream open(String file) throws IOException;

    /** One that is shipped in this module. */
    record BuiltIn(String name) implements BundleSource {
        @Override
        public InputStream open(String file) throws IOException {
            InputStream found = BundleSource.class.getResourceAsStream("/bundles/" + name + "/" + file);
            if (found == null) {
                throw new IOException("there is no " + file + " in the built-in generator " + name);
            }
            return found;
        }
    }

    /** A folder of the user's. */
    record Folder(Path path) implements BundleSource {
        @Override
        public InputStream open(String file) throws IOException {
            return Files.newInputStream(path.resolve(file));
        }
    }

    /** The generator that is used unless another is named. */
    static BundleSource standard() {
        return new BuiltIn("landmark-warp");
    }
}
