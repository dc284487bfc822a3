package dev.marotte.sink.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server of WHIP whose media are Chromium's: what is offered is answered by a page, which also says what it sees and hears. Whoever waited in vain for an
 * answer may offer again.
 *
 * <p>Media servers take a client from wherever it calls. Chromium, not being one, wants to be told from where that is, so datagrams go through a {@link DatagramRelay}.
 */
final class WhipServer implements AutoCloseable {
    private static final String PAGE = """
            <!doctype html><video autoplay muted playsinline></video><script type="module">
            let line = new RTCPeerConnection();
            const answer = async (sdp) => {
              line = new RTCPeerConnection();
              line.ontrack = (event) => (document.querySelector("video").srcObject = event.streams[0]);
              await line.setRemoteDescription({ type: "offer", sdp });
              await line.setLocalDescription(await line.createAnswer());
              await new Promise((done) => line.iceGatheringState === "complete" ? done()
                : (line.onicegatheringstatechange = () => line.iceGatheringState === "complete" && done()));
              const candidate = await (await fetch("/answer", { method: "POST", body: line.localDescription.sdp })).text();
              await line.addIceCandidate({ candidate, sdpMid: line.localDescription.sdp.match(/a=mid:(.*)/)[1].trim() });
            };
            (async () => {
              for (;;) {
                const offer = await fetch("/offer");
                if (offer.ok) await answer(await offer.text());
              }
            })();
            setInterval(async () => {
              const all = [...(await line.getStats()).values()].filter((each) => each.type === "inbound-rtp");
              const of = (kind, what) => all.find((each) => each.kind === kind)?.[what] ?? 0;
              await fetch("/seen", { method: "POST", body: `${of("video", "framesDecoded")} ${of("video", "frameWidth")} ${of("audio", "packetsReceived")}` });
            }, 300);
            </script>
            """;
    private static final long PATIENCE_SECONDS = 20;

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile Call answered = new Call("");
    private volatile boolean ready;
    private volatile String authorization = "";
    private volatile Seen seen = new Seen(0, 0, 0);

    /** What has come. */
    record Seen(long pictures, int width, long sounds) {}

    private record Call(String offer, CompletableFuture<String> answer) {
        Call(String offer) {
            this(offer, new CompletableFuture<>());
        }
    }

    private WhipServer(HttpServer server) {
        this.server = server;
    }

    static WhipServer start() throws IOException {
        WhipServer whip =
                new WhipServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        whip.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        whip.server.createContext("/", whip::handle);
        whip.server.start();
        return whip;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/page" -> reply(exchange, 200, "text/html", PAGE);
                case "/offer" -> {
                    ready = true;
                    offerTo(exchange);
                }
                case "/whip" -> answerTo(exchange, body);
                case "/answer" -> {
                    DatagramRelay relay = DatagramRelay.before(body);
                    answered.answer().complete(relay.inFrontOf(body));
                    reply(exchange, 200, "text/plain", relay.candidate());
                }
                case "/seen" -> {
                    note(body.split(" "));
                    reply(exchange, 200, "text/plain", "");
                }
                default -> reply(exchange, 200, "text/plain", "");
            }
        } catch (InterruptedException | ExecutionException | TimeoutException nobody) {
            reply(exchange, 503, "text/plain", "");
        }
    }

    private void offerTo(HttpExchange exchange) throws IOException, InterruptedException {
        Optional<Call> call = Optional.ofNullable(calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        if (call.isPresent()) {
            answered = call.get();
        }
        reply(
                exchange,
                call.isPresent() ? 200 : 503,
                "text/plain",
                call.map(Call::offer).orElse(""));
    }

    private void answerTo(HttpExchange exchange, String offered)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Call call = new Call(offered);
        calls.add(call);
        String answer = call.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        exchange.getResponseHeaders().add("Location", "/whip/1");
        reply(exchange, 201, "application/sdp", answer);
    }

    private void note(String[] counts) {
        seen = new Seen(Long.parseLong(counts[0]), Integer.parseInt(counts[1]), Long.parseLong(counts[2]));
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Whether the page is there that answers. */
    boolean isReady() {
        return ready;
    }

    /** What the client let itself in with. */
    String authorization() {
        return authorization;
    }

    Seen seen() {
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
