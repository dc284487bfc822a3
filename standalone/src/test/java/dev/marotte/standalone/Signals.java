package dev.marotte.standalone;

import java.io.IOException;

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
}
