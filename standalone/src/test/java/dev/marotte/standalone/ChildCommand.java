package dev.marotte.standalone;

import java.util.ArrayList;
import java.util.List;

/** The command {@code marotte} as a process of its own, with the class path of these tests. Its code is compiled once and quickly, for it does not live long. */
public final class ChildCommand {
    private ChildCommand() {}

    /** The words to start {@code marotte} with. */
    public static List<String> of(List<String> arguments) {
        return of(List.of(), System.getProperty("java.class.path"), arguments);
    }

    /**
     * The words to start {@code marotte} with.
     *
     * @param ofJvm win over what is set here
     * @param classPath of the build whose command it is
     */
    public static List<String> of(List<String> ofJvm, String classPath, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx640m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(ofJvm);
        words.addAll(List.of("-cp", classPath, Marotte.class.getName()));
        words.addAll(arguments);
        return words;
    }
}
