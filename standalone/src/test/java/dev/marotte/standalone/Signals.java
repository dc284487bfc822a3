package dev.marotte.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals that Java cannot send. */
public final class Signals {
    private Signals() {}

    /** @param name such as STOP */
    public static void send(String name, Process process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0 && process.isAlive()) {
            throw new IOException("SIG" + name + " could not be sent");
        }
    }

    /** Whether processes started here ignore a signal, as they do SIGHUP under nohup; false where the system does not say. */
    static boolean isIgnored(int number) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> (number - 1) & 1) == 1);
    }
}
