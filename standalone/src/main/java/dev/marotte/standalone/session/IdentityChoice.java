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

    /** Id of the bundle that draws it. */
    String generator(IdentityService identities);

    /**
     * Somebody who is enrolled.
     *
     * @param generators ids of the bundles that may draw, the preferred one first
     */
    record Known(String name, List<String> generators) implements IdentityChoice {
        @Override
        public String key(IdentityService identities) {
            return identities.find(name, generators).key();
        }

        @Override
        public IdentityRef identity(IdentityService identities) {
            return identities.find(name, generators).ref();
        }

        @Override
        public String generator(IdentityService identities) {
            return identities.find(name, generators).generator();
        }
    }

    /**
     * Somebody in a version that was rendered before.
     *
     * @param generators as in {@link Known}
     */
    record Recorded(IdentityRef ref, List<String> generators) implements IdentityChoice {
        @Override
        public String key(IdentityService identities) {
            return identities.requireVersion(ref, generators).key();
        }

        @Override
        public IdentityRef identity(IdentityService identities) {
            return identities.requireVersion(ref, generators).ref();
        }

        @Override
        public String generator(IdentityService identities) {
            return identities.requireVersion(ref, generators).generator();
        }
    }

    /**
     * Somebody whose pictures were given. The same pictures are enrolled once, so that an interrupted session is gone on with as it was begun.
     *
     * @param generator id of the bundle that will draw it
     */
    record Depicted(String name, String generator, BackgroundTask<Optional<EnrolledIdentity>> enrolment)
            implements IdentityChoice {
        /** @param enrolling id of the bundle that the embedding is made with */
        static Depicted of(
                List<SourcePicture> pictures,
                String enrolling,
                String generator,
                BackgroundTask<Optional<EnrolledIdentity>> enrolment) {
            Fingerprint fingerprint = new Fingerprint().add(enrolling);
            pictures.forEach(picture -> fingerprint.add(picture.file()));
            return new Depicted("portrait-" + fingerprint.value(), generator, enrolment);
        }

        @Override
        public String key(IdentityService identities) {
            return name + "/" + generator;
        }

        @Override
        public String generator(IdentityService identities) {
            return generator;
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
