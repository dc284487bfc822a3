package dev.marotte.standalone;

import java.util.ArrayList;
import java.util.List;

/** The packaged command {@code marotte} as a process of its own, started as the launcher starts it. */
public final class ChildCommand {
    private ChildCommand() {}

    /** The words to start {@code marotte} with. */
    public static List<String> of(List<String> arguments) {
        return of(List.of(), arguments);
    }

    /**
     * The words to start {@code marotte} with.
     *
     * @param ofJvm win over what is set here
     */
    public static List<String> of(List<String> ofJvm, List<String> arguments) {
        return of(ofJvm, PackagedCommand.JAR.toString(), arguments);
    }

    /**
     * The words to start {@code marotte} of any build with; the one that is tested has a cache of classes.
     *
     * @param ofJvm win over what is set here
     * @param classPath of the build whose command it is
     */
    public static List<String> of(List<String> ofJvm, String classPath, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=error,aot*=off,cds*=off:stderr",
                "-Xmx640m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (classPath.equals(PackagedCommand.JAR.toString())) {
            words.add("-XX:AOTCache=" + PackagedCommand.classCache());
        }
        words.addAll(ofJvm);
        words.addAll(List.of("-cp", classPath, Marotte.class.getName()));
        words.addAll(arguments);
        return words;
    }
}
