package dev.marotte.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.media.StreamAddress.Protocol;
import dev.marotte.schemas.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamAddressTest {
    @ParameterizedTest
    @CsvSource({
        "srt://host:9000?passphrase=topsecret1&streamid=a, srt://host:9000?***",
        "rtmp://host/live/topsecret, rtmp://host/live/***",
        "rtmp://user:topsecret@host:1935/live/topsecret?listen=1, rtmp://***@host:1935/live/***?***",
        "rtsp://user:topsecret@host/camera, rtsp://***@host/camera",
        "http://host/live.m3u8?token=topsecret, http://host/live.m3u8?***",
        "udp://239.0.0.1:5000, udp://239.0.0.1:5000"
    })
    void whatIsShownHasNoSecrets(String written, String shown) {
        StreamAddress address = StreamAddress.of(written);
        assertThat(address.shown()).isEqualTo(shown);
        assertThat("" + address).isEqualTo(shown).doesNotContain("topsecret");
    }

    @Test
    void whoCallsIsSaidByTheAddress() {
        assertThat(StreamAddress.of("srt://:9000?mode=listener&latency=20000").isListening())
                .isTrue();
        assertThat(StreamAddress.of("srt://host:9000?mode=caller").isListening())
                .isFalse();
        StreamAddress listening = StreamAddress.of("rtmp://127.0.0.1:1936/live/key?listen=1");
        assertThat(listening.isListening()).isTrue();
        assertThat(listening.withoutListen()).isEqualTo("rtmp://127.0.0.1:1936/live/key");
    }

    @Test
    void whatStandsBeforeTheHostIsATokenAndCanBeTakenOff() {
        StreamAddress whip = StreamAddress.of("https://token@host/whip/room");
        assertThat(whip.user()).contains("token");
        assertThat(whip.withoutUser()).isEqualTo("https://host/whip/room");
        assertThat(whip.shown()).isEqualTo("https://***@host/whip/room");
        assertThat(StreamAddress.of("https://host/whip/a@b").user()).isEmpty();
    }

    @Test
    void schemesAreKnownWhateverTheirCase() {
        assertThat(StreamAddress.of("SRT://host:1").protocol()).isEqualTo(Protocol.SRT);
        assertThat(StreamAddress.of("rtmps://host/a/b").protocol()).isEqualTo(Protocol.RTMP);
        assertThatThrownBy(() -> StreamAddress.of("gopher://host"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("gopher://");
    }

    @Test
    void aPortIsAskedForWhereThereIsNoUsualOne() {
        assertThatThrownBy(() -> StreamAddress.of("srt://host?passphrase=topsecret1"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("needs a port")
                .hasMessageNotContaining("topsecret");
    }
}
