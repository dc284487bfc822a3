package dev.marotte.standalone.bench;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Totals of what the stages' processes report at {@code /metrics}.
 *
 * @param cpuSeconds CPU time since they started
 * @param residentBytes in memory now
 */
record ProcessReading(double cpuSeconds, double residentBytes) {
    private static final int PATIENCE_MILLIS = 5_000;

    /** @throws BadInputException naming the address that does not answer */
    static ProcessReading of(List<URI> addresses) {
        return addresses.stream().map(ProcessReading::of).reduce(new ProcessReading(0, 0), ProcessReading::plus);
    }

    private static ProcessReading of(URI address) {
        try {
            URLConnection connection = address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("there are no metrics at " + address + ": " + e.getMessage(), e);
        }
    }

    /** Reads Prometheus' text format. */
    static ProcessReading read(String text) {
        return new ProcessReading(
                sum(text, "process_cpu_time_ns_total") / 1e9, sum(text, "marotte_native_bytes{kind=\"process\"}"));
    }

    private static double sum(String text, String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    private ProcessReading plus(ProcessReading other) {
        return new ProcessReading(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes);
    }
}
