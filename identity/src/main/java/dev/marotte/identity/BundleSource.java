package dev.marotte.identity;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.onnx.Device;
import dev.marotte.schemas.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Location of a generator bundle; as a choice, that bundle for everything. */
public sealed interface BundleSource extends BundleChoice {
    /** Opens a file of the bundle; fails if there is none. */
    InputStream open(String file) throws IOException;

    /**
     * Returns the implicit-keypoint networks at this location, which are not a bundle; empty if it is a bundle.
     *
     * @throws dev.marotte.schemas.BadInputException if they are incomplete; the message says what is missing
     */
    default Optional<ImplicitFolder> networks() {
        return Optional.empty();
    }

    /** A bundle that is shipped in this module. */
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

    /** A folder that belongs to the user. */
    record Folder(Path path) implements BundleSource {
        @Override
        public InputStream open(String file) throws IOException {
            return Files.newInputStream(path.resolve(file));
        }

        @Override
        public Optional<ImplicitFolder> networks() {
            return !Files.exists(path.resolve(BundleReader.DESCRIPTION)) && ImplicitFolder.isMeantBy(path)
                    ? Optional.of(ImplicitFolder.of(path))
                    : Optional.empty();
        }
    }

    @Override
    default BundleSource enrolling() {
        return this;
    }

    @Override
    default List<BundleSource> drawing(Profile profile, Device device) {
        return List.of(this);
    }

    /** The warp alone: the fastest. */
    static BundleSource landmarkWarp() {
        return new BuiltIn("landmark-warp");
    }

    /** The warp, corrected by a trained network. */
    static BundleSource marotteNeural() {
        return new BuiltIn("marotte-neural");
    }
}
