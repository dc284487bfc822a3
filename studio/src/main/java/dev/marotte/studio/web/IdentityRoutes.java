package dev.marotte.studio.web;

import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.people.EnrolmentDesk;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.people.PictureTray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is enrolled, and enrolment. */
record IdentityRoutes(Gallery gallery, EnrolmentDesk desk, PictureTray tray, int largestPicture) {
    /** @param pictures ids of uploads; the first sets the framing */
    record Enrolment(Optional<String> name, Optional<String> consent, Optional<List<String>> pictures) {}

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.of("GET", "/api/identities", Role.VIEWER, _ -> all()),
                ApiRoute.of("POST", "/api/identities", Role.DRIVER, this::enrol),
                ApiRoute.of("DELETE", "/api/identities/{name}", Role.ADMIN, this::revoke),
                ApiRoute.of("GET", "/api/identities/{name}/picture", Role.VIEWER, this::picture),
                ApiRoute.of("POST", "/api/pictures", Role.DRIVER, this::upload),
                ApiRoute.of("DELETE", "/api/pictures/{picture}", Role.DRIVER, this::discard));
    }

    private Reply all() {
        return Reply.of(gallery.entries().stream()
                .filter(entry -> !(entry.manifest().consent() instanceof Consent.ForOneSession))
                .map(entry -> written(entry.manifest()))
                .toList());
    }

    private static Map<String, Object> written(Manifest manifest) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", manifest.ref().name());
        written.put("version", Long.toString(manifest.ref().version()));
        written.put("width", manifest.portraitWidth());
        written.put("height", manifest.portraitHeight());
        written.put("generator", manifest.generator());
        written.put(
                "enrolledAt", FrameTiming.instantOf(manifest.enrolledMicros()).toString());
        written.put(
                "consent",
                switch (manifest.consent()) {
                    case Consent.Stated(String words) -> words;
                    case Consent.ForOneSession() -> "";
                });
        return written;
    }

    private Reply picture(Call call) {
        return gallery.find(call.variable("name"))
                .flatMap(Gallery.Entry::picture)
                .<Reply>map(picture -> new Reply.Raw("image/jpeg", picture.bytes()))
                .orElseThrow(() -> Refusal.notFound("nobody of this name has a picture"));
    }

    /** Checks a picture fully at once, so that the user hears now that it shows no face, not after the last upload. */
    private Reply upload(Call call) {
        String name = call.query("name").filter(said -> said.length() <= 200).orElse("the picture");
        SourcePicture picture = new SourcePicture(name, Bytes.of(call.bytes(largestPicture)));
        desk.check(picture);
        return Reply.created(Map.of(
                "id",
                tray.put(picture, call.caller().id()),
                "width",
                picture.facts().width(),
                "height",
                picture.facts().height()));
    }

    private Reply discard(Call call) {
        tray.remove(call.variable("picture"), call.caller().id());
        return new Reply.Empty();
    }

    private Reply enrol(Call call) throws InterruptedException {
        Enrolment wanted = call.json(Enrolment.class);
        String name = name(wanted.name().orElse(""));
        Consent consent = new Consent.Stated(wanted.consent().orElse(""));
        List<String> ids = wanted.pictures().orElse(List.of());
        IdentityRef ref = desk.enrol(name, consent, tray.all(ids, call.caller().id()));
        ids.forEach(id -> tray.remove(id, call.caller().id()));
        gallery.await(ref);
        return Reply.created(Map.of("name", ref.name(), "version", Long.toString(ref.version())));
    }

    private static String name(String said) {
        try {
            return new IdentityRef(said.strip(), 0).name();
        } catch (IllegalArgumentException e) {
            throw new BadInputException("a name is needed, without a slash", e);
        }
    }

    private Reply revoke(Call call) {
        desk.revoke(call.variable("name"));
        return new Reply.Empty();
    }
}
