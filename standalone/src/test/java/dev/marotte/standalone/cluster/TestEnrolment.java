package dev.marotte.standalone.cluster;

import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Enrols somebody for a test, with the generator that is the fastest. */
final class TestEnrolment {
    /** For {@code --set} of the stages that render whom this enrols. */
    static final String GENERATOR = "render.generator=landmark-warp";

    private TestEnrolment() {}

    static IdentityRef enrol(Cluster cluster, String name, Path portrait) {
        var pictures = IdentityService.pictures(List.of(portrait)).pictures();
        try (var service = new IdentityService(cluster)) {
            return service.enrol(
                    name,
                    new Consent.Stated("for this test"),
                    EnrolmentModels.enrol(
                            RenderConfig.generator(Settings.of(Map.of("render.generator", "landmark-warp"))),
                            pictures));
        }
    }
}
