package dev.marotte.standalone;

import dev.marotte.render.EnrolledIdentity;
import dev.marotte.render.SourcePicture;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds who is enrolled and enrols who is not. One thread. */
final class IdentityDesk {
    private static final String ONE_SESSION = "pictures given with --portrait, for the sessions of this data folder";

    private final Backbone backbone;

    IdentityDesk(Backbone backbone) {
        this.backbone = backbone;
    }

    /** The pictures of a look, read before anything slow is begun; none of who is enrolled. */
    static List<SourcePicture> read(Look look) {
        return switch (look) {
            case Look.Pictures(var files) ->
                files.stream().map(IdentityDesk::read).toList();
            case Look.Enrolled _ -> List.of();
        };
    }

    static SourcePicture read(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException("there is no picture " + file);
        }
        try (InputStream picture = Files.newInputStream(file)) {
            SourcePicture.checkSize(file.toString(), Files.size(file));
            // A pipe does not tell its size.
            byte[] bytes = picture.readNBytes((int) SourcePicture.LARGEST_FILE + 1);
            return new SourcePicture(file.toString(), Bytes.of(bytes));
        } catch (IOException e) {
            throw new BadInputException("the picture " + file + " cannot be read", e);
        } catch (OutOfMemoryError e) {
            // Only the one large array was not to be had.
            throw new BadInputException(
                    file + " cannot be read: it takes more memory than there is; save it smaller", e);
        }
    }

    /** The name that pictures are enrolled under for a session: the same for the same pictures, so that they are enrolled once. */
    static String nameOf(List<SourcePicture> pictures, String generatorId) {
        var fingerprint = new Fingerprint().add(generatorId);
        pictures.forEach(picture -> fingerprint.add(picture.file()));
        return "portrait-" + fingerprint.value();
    }

    /**
     * The newest version of somebody.
     *
     * @throws BadInputException if nobody of this name is enrolled, or for another generator
     */
    IdentityRef find(String name, String generatorId) {
        Manifest manifest = backbone.tables()
                .newest(name)
                .orElseThrow(() -> new BadInputException(
                        "nobody is enrolled as " + name + "; see marotte identities and marotte enrol --help"));
        if (!manifest.generator().equals(generatorId)) {
            throw new BadInputException(name + " was enrolled for the generator " + manifest.generator() + ", not "
                    + generatorId + "; enrol again");
        }
        return manifest.ref();
    }

    Optional<IdentityRef> findForSession(String name) {
        return backbone.tables().newest(name).map(Manifest::ref);
    }

    IdentityRef enrolForSession(String name, EnrolledIdentity identity) throws InterruptedException {
        return enrol(name, ONE_SESSION, identity);
    }

    IdentityRef enrol(String name, String consent, EnrolledIdentity identity) throws InterruptedException {
        return backbone.registry().enrol(name, consent, identity);
    }

    /** Returns how many versions there were. */
    int revoke(String name) throws InterruptedException {
        List<Manifest> versions = backbone.tables().versions(name);
        backbone.registry().revoke(versions);
        return versions.size();
    }
}
