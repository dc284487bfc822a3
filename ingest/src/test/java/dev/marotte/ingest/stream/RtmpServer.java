package dev.marotte.ingest.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** nginx with its rtmp module, on loopback. */
final class RtmpServer {
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");

    private RtmpServer() {}

    static ForeignProgram start(Path folder, int port) throws IOException {
        Assumptions.assumeTrue(
                Files.exists(MODULE), "libnginx-mod-rtmp is not installed, so this was NOT tested; see docs/live.md");
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                load_module %s;
                daemon off;
                master_process off;
                pid %s/nginx.pid;
                error_log %s/error.log;
                events {}
                rtmp { server { listen 127.0.0.1:%d; application live { live on; } } }
                """.formatted(MODULE, folder, folder, port));
        return ForeignProgram.start("nginx", "-c", config.toString(), "-p", folder.toString());
    }
}
