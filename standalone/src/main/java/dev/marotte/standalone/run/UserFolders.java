package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this user's things belong, by the XDG rules: the environment says it, and only where it does not the user database. */
public record UserFolders(Map<String, String> environment, String homeOfUserDatabase) {
    public static UserFolders here() {
        return of(System.getenv());
    }

    public static UserFolders of(Map<String, String> environment) {
        return new UserFolders(environment, System.getProperty("user.home", ""));
    }

    /** @throws BadInputException if nothing says where the user is at home */
    Path data() {
        return absolute("XDG_DATA_HOME")
                .or(() -> home().map(home -> home.resolve(".local/share")))
                .map(shared -> shared.resolve("marotte"))
                .orElseThrow(() -> new BadInputException(
                        "nothing says where your home is; name a folder to keep things in with --data"));
    }

    /** Places for native libraries, the best first: what is kept from run to run, and then what the system clears. */
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

    /** By the rules a relative path counts as none. */
    private Optional<Path> absolute(String variable) {
        return Optional.of(environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
