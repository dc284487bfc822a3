package dev.marotte.studio.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A film, or the part of it that a player asks for: without ranges a player cannot seek. */
final class FilmBody {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;

    private FilmBody() {}

    static void send(Path file, ServerRequest request, ServerResponse response) {
        try (FileChannel film = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = film.size();
            response.header(HeaderNames.CONTENT_TYPE, "video/mp4");
            response.header(HeaderNames.ACCEPT_RANGES, "bytes");
            Matcher range =
                    RANGE.matcher(request.headers().first(HeaderNames.RANGE).orElse(""));
            if (range.matches()) {
                sendPart(film, size, range, response);
            } else {
                transfer(film, 0, size, response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendPart(FileChannel film, long size, Matcher range, ServerResponse response)
            throws IOException {
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (first > last) {
            response.status(Status.create(UNSATISFIABLE)).header(HeaderNames.CONTENT_RANGE, "bytes */" + size);
            response.send();
            return;
        }
        response.status(Status.create(PARTIAL));
        response.header(HeaderNames.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size);
        transfer(film, first, last - first + 1, response);
    }

    private static void transfer(FileChannel film, long from, long length, ServerResponse response) throws IOException {
        response.contentLength(length);
        try (OutputStream out = response.outputStream()) {
            var target = Channels.newChannel(out);
            for (long done = 0; done < length; ) {
                long moved = film.transferTo(from + done, length - done, target);
                if (moved <= 0) {
                    throw new IOException("the film has become shorter meanwhile");
                }
                done += moved;
            }
        }
    }
}
