package dev.marotte.face.onnx;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A folder of tiny networks with the names and shapes of LivePortrait's; models/generators/implicit_keypoints makes them. */
record StandInNetworks(Path folder) {
    static StandInNetworks in(Path folder) throws IOException {
        StandInNetworks networks = new StandInNetworks(folder);
        for (ImplicitNetwork network : ImplicitNetwork.values()) {
            networks.put(network.file(), network.file());
        }
        return networks;
    }

    void put(String standIn, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                StandInNetworks.class.getResourceAsStream("implicit-keypoints/" + standIn), standIn)) {
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void move(String name, String other) throws IOException {
        Files.move(folder.resolve(name), folder.resolve(other));
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    ImplicitFolder found() {
        return ImplicitFolder.of(folder);
    }

    ImplicitNetworks open() {
        return ImplicitNetworks.open(found(), 1);
    }
}
