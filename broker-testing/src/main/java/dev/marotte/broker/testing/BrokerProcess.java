package dev.marotte.broker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A broker in a JVM of its own, on the class path of the test. */
final class BrokerProcess implements BrokerNode {
    private final Path home;
    private final List<String> command;
    private Process process;

    private BrokerProcess(Path home, List<String> command) {
        this.home = home;
        this.command = command;
        process = launch();
    }

    /**
     * @param home folder for its settings, its records and its output
     * @param credentials of the cluster's users
     */
    static BrokerProcess start(Path home, Properties settings, String clusterId, List<String> credentials) {
        Path properties = home.resolve("server.properties");
        try {
            Files.createDirectories(home);
            write(settings, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BrokerProcess(home, command(properties, clusterId, credentials));
    }

    private static void write(Properties settings, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            settings.store(writer, null);
        }
    }

    private static List<String> command(Path properties, String clusterId, List<String> credentials) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterNode.class.getName(),
                properties.toString(),
                clusterId));
        command.addAll(credentials);
        return command;
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path said() {
        return home.resolve("said.txt");
    }

    /** The operations that it has denied so far, one per line: user, operation, resource. */
    List<String> denied() throws IOException {
        return told(TellingAuthorizer.DENIED);
    }

    /** The operations that it has allowed so far, in the same form. */
    List<String> allowed() throws IOException {
        return told(TellingAuthorizer.ALLOWED);
    }

    private List<String> told(String verdict) throws IOException {
        try (Stream<String> lines = Files.lines(said(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(verdict))
                    .map(line -> line.substring(verdict.length()))
                    .distinct()
                    .toList();
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void restart() {
        process = launch();
    }

    @Override
    public List<BrokerFault> faults() {
        return List.of(BrokerFault.KILLED, BrokerFault.SUSPENDED);
    }

    @Override
    public void begin(BrokerFault fault) throws IOException, InterruptedException {
        switch (fault) {
            case KILLED -> kill();
            case SUSPENDED -> signal("STOP");
            case CUT_OFF_FROM_CLIENTS, CUT_OFF_FROM_BROKERS, DISK_FULL, SLOWED -> throw impossible(fault);
        }
    }

    @Override
    public void end(BrokerFault fault) throws IOException, InterruptedException {
        switch (fault) {
            case KILLED -> restart();
            case SUSPENDED -> signal("CONT");
            case CUT_OFF_FROM_CLIENTS, CUT_OFF_FROM_BROKERS, DISK_FULL, SLOWED -> throw impossible(fault);
        }
    }

    private static IllegalArgumentException impossible(BrokerFault fault) {
        return new IllegalArgumentException(fault + " takes a container");
    }

    /** Sends a signal that Java itself cannot send. */
    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0 && process.isAlive()) {
            throw new IOException("SIG" + name + " could not be sent");
        }
    }

    /** Kills it and returns when it is gone, so that it no longer writes to a folder that the test deletes; its folder stays. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
