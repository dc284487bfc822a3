package dev.marotte.broker.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A limit on what a container sends, set from outside by {@code tc} in its network namespace, because Kafka's image has no {@code tc}. Needs root and
 * Linux. Uses a token bucket rather than netem, which fewer kernels have.
 *
 * @param processId of the container, as seen on this machine
 */
record SlowLink(long processId) {
    private static final List<String> DEVICES = List.of("eth0", "eth1");

    void begin() throws IOException, InterruptedException {
        for (String device : DEVICES) {
            run("add", device, "tbf", "rate", "512kbit", "burst", "32kbit", "latency", "400ms");
        }
    }

    void end() throws IOException, InterruptedException {
        for (String device : DEVICES) {
            run("del", device);
        }
    }

    private void run(String verb, String device, String... limit) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("nsenter", "--net=/proc/" + processId + "/ns/net", "tc", "qdisc", verb, "dev", device, "root"));
        command.addAll(List.of(limit));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
