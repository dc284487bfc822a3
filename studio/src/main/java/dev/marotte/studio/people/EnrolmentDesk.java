package dev.marotte.studio.people;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.identity.LoadedGenerator;
import dev.marotte.identity.PortraitEnrolment;
import dev.marotte.identity.SourcePicture;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Checks pictures and enrols people, one after the other, with models that stay loaded after their first use. Any thread. */
public final class EnrolmentDesk implements AutoCloseable {
    private final GeneratorChoice generator;
    private final IdentityRegistry registry;
    private Optional<Models> models = Optional.empty();

    private record Models(LoadedGenerator loaded, FaceModels faces) {
        PortraitEnrolment enrolment() {
            return new PortraitEnrolment(loaded, faces);
        }
    }

    public EnrolmentDesk(GeneratorChoice generator, Cluster cluster, InstantSource clock) {
        this.generator = generator;
        registry = IdentityRegistry.open(cluster, clock);
    }

    /** @throws BadInputException if the picture is not usable; the message says why */
    public synchronized void check(SourcePicture picture) {
        models().enrolment().check(picture);
    }

    /**
     * Enrols a person.
     *
     * @throws BadInputException if a picture is not usable
     */
    public synchronized IdentityRef enrol(String name, Consent consent, List<SourcePicture> pictures) {
        EnrolledIdentity identity = models().enrolment().enrol(pictures);
        return registry.enrol(name, consent, identity);
    }

    /** @throws BadInputException if nobody of this name is enrolled */
    public synchronized void revoke(String name) {
        registry.revoke(name);
    }

    private Models models() {
        if (models.isEmpty()) {
            models = Optional.of(new Models(LoadedGenerator.load(generator), FaceModels.load()));
        }
        return models.get();
    }

    @Override
    public synchronized void close() {
        models.ifPresent(loaded -> loaded.faces().close());
        models = Optional.empty();
        registry.close();
    }
}
