package dev.marotte.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;

/** A process that claims a result, begins it, says so and stays until it is killed. */
final class ClaimingProcess implements AutoCloseable {
    private final Process process;

    private ClaimingProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] arguments) throws IOException {
        OutputClaim claim = OutputClaim.take(Output.named(arguments[0], true));
        Files.writeString(claim.part("clip"), "half of it");
        System.out.println("claimed");
        System.in.read();
    }

    /** Returns when the result is claimed. */
    static ClaimingProcess start(String result) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClaimingProcess.class.getName(),
                        result)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader();
        if (!"claimed".equals(said.readLine())) {
            throw new IOException("the process could not claim " + result);
        }
        return new ClaimingProcess(process);
    }

    /** SIGKILL: nothing is tidied up. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
