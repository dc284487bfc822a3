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
import dev.marotte.studio.sessions.SessionBoard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The studio's server without a cluster: nobody is enrolled, and there is no session. */
final class OfflineStudio {
    private OfflineStudio() {}

    static StudioParts parts(Path folder) {
        InstantSource clock = InstantSource.system();
        Cluster nowhere = Cluster.at("127.0.0.1:9");
        TokenSigner signer = TokenSigner.keptIn(folder.resolve("key"), clock);
        return new StudioParts(
                StudioConfig.of(Settings.of(Map.of("studio.picture.megabytes", "1"))),
                new SessionBoard(nowhere, clock, (_, _) -> {}),
                new LiveDesk(nowhere, Duration.ofSeconds(3), _ -> Optional.empty(), clock),
                new Gallery(nowhere, new JpegPortrait()),
                new EnrolmentDesk(GeneratorChoice.DEFAULT, nowhere, clock),
                signer,
                new EntryCodes(signer, clock),
                folder.resolve("films"),
                new SimpleMeterRegistry(),
                clock);
    }
}
