package dev.marotte.standalone.session;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorIds;
import dev.marotte.identity.IdentityCatalogue;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.identity.SourcePicture;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.MotionKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The identities of a cluster: finds who is enrolled, and enrols and revokes. One thread. */
public final class IdentityService implements AutoCloseable {
    private final IdentityCatalogue catalogue;
    private final IdentityRegistry registry;

    public IdentityService(Cluster cluster) {
        catalogue = IdentityCatalogue.open(cluster, InstantSource.system());
        registry = IdentityRegistry.open(cluster, InstantSource.system());
    }

    /**
     * Reads pictures of one person, before anything slow begins.
     *
     * @throws BadInputException if one of them is no picture
     */
    public static IdentityRequest.Pictures pictures(List<Path> files) {
        return new IdentityRequest.Pictures(
                files.stream().map(IdentityService::read).toList());
    }

    private static SourcePicture read(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException("there is no picture " + file);
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException("the picture " + file + " is a folder; name a file in it");
        }
        try (InputStream picture = Files.newInputStream(file)) {
            SourcePicture.checkSize(file.toString(), Files.size(file));
            // A pipe does not report its size.
            byte[] bytes = picture.readNBytes((int) SourcePicture.LARGEST_FILE + 1);
            return new SourcePicture(file.toString(), Bytes.of(bytes));
        } catch (OutOfMemoryError e) {
            // Only this one large array could not be allocated.
            throw new BadInputException(
                    file + " cannot be read: it takes more memory than there is; save it smaller", e);
        } catch (IOException e) {
            throw new BadInputException("the picture " + file + " cannot be read", e);
        }
    }

    /**
     * The newest version of an identity.
     *
     * @param generators ids of the bundles that may draw, the preferred one first
     * @throws BadInputException if nobody of this name is enrolled, or for none of the generators
     */
    DrawnIdentity find(String name, List<String> generators) {
        return drawn(newest(name), generators, "enrol again");
    }

    /** The newest version of an identity, whatever the generator: renderers elsewhere know theirs. */
    public IdentityRef require(String name) {
        return newest(name).ref();
    }

    /** The kind of motion that moves the newest version of an identity. */
    public MotionKind motionOf(String name) {
        return newest(name).motionKind();
    }

    private Manifest newest(String name) {
        return catalogue
                .newest(name)
                .orElseThrow(() -> new BadInputException(
                        "nobody is enrolled as " + name + "; see marotte identities and marotte enrol --help"));
    }

    /**
     * This version of an identity.
     *
     * @param generators as in {@link #find}
     * @throws BadInputException if it was revoked, or is for none of the generators
     */
    DrawnIdentity requireVersion(IdentityRef ref, List<String> generators) {
        Manifest recorded = catalogue.versions(ref.name()).stream()
                .filter(version -> version.ref().equals(ref))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        ref.name() + " has been revoked, so what was recorded for this identity is not"
                                + " rendered with it again; name another one with --identity"));
        return drawn(recorded, generators, "name another one with --identity");
    }

    private static DrawnIdentity drawn(Manifest manifest, List<String> generators, String wayOut) {
        return GeneratorIds.read(manifest.generator())
                .firstOf(generators)
                .map(generator -> new DrawnIdentity(manifest.ref(), generator))
                .orElseThrow(() -> new BadInputException(manifest.ref().name() + " was enrolled for the generator "
                        + manifest.generator() + ", not " + String.join(" or ", generators) + "; " + wayOut));
    }

    Optional<IdentityRef> findForSession(String name) {
        return catalogue.newest(name).map(Manifest::ref);
    }

    /** The newest version of every identity, by name. */
    public List<Manifest> enrolled() {
        return catalogue.enrolled();
    }

    public IdentityRef enrol(String name, Consent consent, EnrolledIdentity identity) {
        return registry.enrol(name, consent, identity);
    }

    /** Ends the use of all versions of an identity. */
    public void revoke(String name) {
        registry.revoke(name);
    }

    @Override
    public void close() {
        registry.close();
        catalogue.close();
    }
}
