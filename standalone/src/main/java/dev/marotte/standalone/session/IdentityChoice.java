package dev.marotte.standalone.session;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.standalone.run.BackgroundTask;
import java.util.List;
import java.util.Optional;

/** The person to render, who may not be an identity yet. */
sealed interface IdentityChoice {
    /** A key of the identity, or of the one to be enrolled, with its look; sessions are named after it. */
    String key(IdentityService identities);

    /** The identity, which is enrolled now if it is not yet. */
    IdentityRef identity(IdentityService identities) throws InterruptedException;

    /** The id of the bundle that draws it. */
    String generator(IdentityService identities);

    /**
     * An enrolled identity.
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
     * A version of an identity that was rendered before.
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
     * A person whose pictures were given. The same pictures are enrolled once, so that an interrupted session resumes as it was begun.
     *
     * @param generator id of the bundle that will draw it
     */
    record Depicted(String name, String generator, BackgroundTask<Optional<EnrolledIdentity>> enrolment)
            implements IdentityChoice {
        /** @param enrolling id of the bundle that makes the embedding */
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
