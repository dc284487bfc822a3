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
    private static final String KEY = "render.bundle";
    private static final String FASTEST = "landmark-warp";
    /** What stages have to be told with {@code --set}, so that whom this enrols is rendered. */
    static final String SETTING = KEY + "=" + FASTEST;

    private TestEnrolment() {}

    static IdentityRef enrol(Cluster cluster, String name, Path portrait) {
        var pictures = IdentityService.pictures(List.of(portrait)).pictures();
        try (var service = new IdentityService(cluster)) {
            return service.enrol(
                    name,
                    new Consent.Stated("for this test"),
                    EnrolmentModels.enrol(RenderConfig.generator(Settings.of(Map.of(KEY, FASTEST))), pictures));
        }
    }
}
