package dev.marotte.standalone.session;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.standalone.run.BackgroundTask;
import java.util.List;
import java.util.Optional;

/** Who is to be rendered, on the way to becoming an identity. */
sealed interface IdentityChoice {
    /** Names the identity, or what will be it, together with its look: a session is named after it. */
    String key(IdentityService identities);

    /** The identity, enrolled now where it is not yet. */
    IdentityRef identity(IdentityService identities) throws InterruptedException;

    /** Somebody who is enrolled. */
    record Known(String name, String generatorId) implements IdentityChoice {
        @Override
        public String key(IdentityService identities) {
            return name + "/" + identity(identities).version();
        }

        @Override
        public IdentityRef identity(IdentityService identities) {
            return identities.find(name, generatorId);
        }
    }

    /** Somebody in a version that was rendered before. */
    record Recorded(IdentityRef ref) implements IdentityChoice {
        @Override
        public String key(IdentityService identities) {
            return ref.name() + "/" + ref.version();
        }

        @Override
        public IdentityRef identity(IdentityService identities) {
            return identities.requireVersion(ref);
        }
    }

    /** Somebody whose pictures were given. The same pictures are enrolled once, so that an interrupted session is gone on with as it was begun. */
    record Depicted(String name, BackgroundTask<Optional<EnrolledIdentity>> enrolment) implements IdentityChoice {
        static Depicted of(
                List<SourcePicture> pictures,
                String generatorId,
                BackgroundTask<Optional<EnrolledIdentity>> enrolment) {
            Fingerprint fingerprint = new Fingerprint().add(generatorId);
            pictures.forEach(picture -> fingerprint.add(picture.file()));
            return new Depicted("portrait-" + fingerprint.value(), enrolment);
        }

        @Override
        public String key(IdentityService identities) {
            return name;
        }

        @Override
        public IdentityRef identity(IdentityService identities) throws InterruptedException {
            Optional<IdentityRef> before = identities.findForSession(name);
            return before.isPresent()
                    ? before.get()
                    : identities.enrol(
                            name, new Consent.ForOneSession(), enrolment.get().orElseThrow());
        }
    }
}
