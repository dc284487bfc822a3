package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** This user's folders by the XDG rules: from the environment, and from the user database only if that says nothing. */
public record UserFolders(Map<String, String> environment, String homeOfUserDatabase) {
    public static UserFolders here() {
        return of(System.getenv());
    }

    public static UserFolders of(Map<String, String> environment) {
        return new UserFolders(environment, System.getProperty("user.home", ""));
    }

    /** @throws BadInputException if the user's home folder is not known */
    Path data() {
        return absolute("XDG_DATA_HOME")
                .or(() -> home().map(home -> home.resolve(".local/share")))
                .map(shared -> shared.resolve("marotte"))
                .orElseThrow(() -> new BadInputException(
                        "nothing says where your home is; name a folder to keep things in with --data"));
    }

    /** Folders for native libraries, the best first: those that are kept from run to run, then those that the system clears. */
    public List<UnpackFolder> unpacking(Optional<Path> data) {
        Stream<Path> kept = Stream.concat(cache().stream(), data.map(Path::toAbsolutePath).stream());
        String mine = "marotte-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Stream<UnpackFolder> cleared = Stream.of(System.getProperty("java.io.tmpdir", "/tmp"), "/var/tmp", "/dev/shm")
                .distinct()
                .map(folder -> new UnpackFolder(Path.of(folder, mine), UnpackFolder.Life.ONE_RUN));
        return Stream.concat(
                        kept.map(folder -> new UnpackFolder(folder.resolve("natives"), UnpackFolder.Life.KEPT)),
                        cleared)
                .toList();
    }

    private Optional<Path> cache() {
        return absolute("XDG_CACHE_HOME")
                .or(() -> home().map(home -> home.resolve(".cache")))
                .map(cache -> cache.resolve("marotte"));
    }

    private Optional<Path> home() {
        return absolute("HOME")
                .or(() -> Optional.of(homeOfUserDatabase)
                        .filter(home -> home.startsWith("/"))
                        .map(Path::of));
    }

    /** An absolute path from the environment; by the XDG rules a relative one is ignored. */
    private Optional<Path> absolute(String variable) {
        return Optional.of(environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
