package dev.parley.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IceServersTest {
    private static final UserId USER = UserId.of("0190a1b2-0000-7000-8000-000000000001");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    @Test
    void theCredentialIsCoturns() {
        // printf %s 1700003600:0190a1b2-0000-7000-8000-000000000001 | openssl dgst -sha1 -hmac north -binary | base64
        assertThat(IceServers.sign("1700003600:" + USER, "north")).isEqualTo("FGx2yDj8RlBZChNgHmmpXO/KdlQ=");
    }

    @Test
    void stunNeedsNoCredentialAndTurnGetsOneThatExpires() {
        var servers = new IceServers(config("turn:turn.example.org", "north"), CLOCK);

        IceServers.Answer answer = servers.serversFor(USER);

        assertThat(answer.expiresIn()).isEqualTo(3_600);
        assertThat(answer.iceServers())
                .containsExactly(
                        new IceServers.Server(List.of("stun:stun.example.org"), null, null),
                        new IceServers.Server(
                                List.of("turn:turn.example.org"),
                                "1700003600:" + USER,
                                IceServers.sign("1700003600:" + USER, "north")));
    }

    @Test
    void turnWithoutASecretIsAMistakeFoundAtStart() {
        assertThatThrownBy(() -> new IceServers(config("turn:turn.example.org", null), CLOCK))
                .hasMessageContaining("parley.calls.turn.secret");
    }

    private static CallsConfig config(String turn, String secret) {
        return new CallsConfig() {
            @Override
            public Optional<List<String>> stunUrls() {
                return Optional.of(List.of("stun:stun.example.org"));
            }

            @Override
            public Turn turn() {
                return new Turn() {
                    @Override
                    public Optional<List<String>> urls() {
                        return Optional.of(List.of(turn));
                    }

                    @Override
                    public Optional<String> secret() {
                        return Optional.ofNullable(secret);
                    }

                    @Override
                    public Duration lifetime() {
                        return Duration.ofHours(1);
                    }
                };
            }
        };
    }
}
