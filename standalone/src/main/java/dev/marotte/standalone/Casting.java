package dev.marotte.standalone;

import dev.marotte.render.EnrolledIdentity;
import dev.marotte.render.SourcePicture;
import dev.marotte.schemas.IdentityRef;
import java.util.List;
import java.util.Optional;

/** Who is to be rendered, on the way to becoming an identity. */
sealed interface Casting {
    /** Looks at the pictures, where there are some: without the broker, which starts meanwhile. */
    static Casting of(Look look, List<SourcePicture> pictures, Natives natives) {
        return switch (look) {
            case Look.Enrolled(String name) -> new Known(name, natives.generatorId());
            case Look.Pictures _ ->
                new Sitting(IdentityDesk.nameOf(pictures, natives.generatorId()), natives.enrol(pictures));
        };
    }

    /** Of this identity, or what will be it: with clip and settings it decides what the result looks like. */
    String key(IdentityDesk desk);

    IdentityRef identity(IdentityDesk desk) throws InterruptedException;

    /** Somebody who is enrolled. */
    record Known(String name, String generatorId) implements Casting {
        @Override
        public String key(IdentityDesk desk) {
            return name + "/" + identity(desk).version();
        }

        @Override
        public IdentityRef identity(IdentityDesk desk) {
            return desk.find(name, generatorId);
        }
    }

    /** Somebody whose pictures were given. The same pictures are enrolled once, so that an interrupted session is gone on with as it was begun. */
    record Sitting(String name, EnrolledIdentity identity) implements Casting {
        @Override
        public String key(IdentityDesk desk) {
            return name;
        }

        @Override
        public IdentityRef identity(IdentityDesk desk) throws InterruptedException {
            Optional<IdentityRef> before = desk.findForSession(name);
            return before.isPresent() ? before.get() : desk.enrolForSession(name, identity);
        }
    }
}
