package dev.marotte.studio.web;

import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.studio.StudioConfig;
import dev.marotte.studio.access.EntryCodes;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.ffmpeg.JpegPortrait;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.people.EnrolmentDesk;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.sessions.DrivingSigns;
import dev.marotte.studio.sessions.SessionBoard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The studio's server without the rest: on no cluster nobody is enrolled, and there is no session. */
final class OfflineStudio {
    private OfflineStudio() {}

    static StudioParts parts(Path folder) {
        return parts(folder, Cluster.at("127.0.0.1:9"));
    }

    static StudioParts parts(Path folder, Cluster cluster) {
        return parts(folder, cluster, Map.of());
    }

    static StudioParts parts(Path folder, Cluster cluster, Map<String, String> further) {
        InstantSource clock = InstantSource.system();
        Map<String, String> settings = new HashMap<>(further);
        settings.put("studio.picture.megabytes", "1");
        DrivingSigns signs = new DrivingSigns(clock);
        TokenSigner signer = TokenSigner.keptIn(folder.resolve("key"), clock);
        return new StudioParts(
                StudioConfig.of(Settings.of(settings)),
                new SessionBoard(cluster, clock, (_, _) -> {}, signs::take),
                new LiveDesk(cluster, Duration.ofSeconds(3), _ -> Optional.empty(), signs, clock),
                new Gallery(cluster, new JpegPortrait()),
                new EnrolmentDesk(GeneratorChoice.DEFAULT, cluster, clock),
                signer,
                new EntryCodes(signer, clock),
                folder.resolve("films"),
                new SimpleMeterRegistry(),
                clock);
    }
}
