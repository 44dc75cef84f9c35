package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginsTest {
    @Test
    void withoutAListOnlyPagesOfTheSameHostMayOpenSockets() {
        Origins origins = new Origins(Optional::empty);
        assertThat(origins.allows("https://chat.example", "chat.example")).isTrue();
        assertThat(origins.allows("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(origins.allows("http://localhost:5173", "localhost:8080")).isFalse();
        assertThat(origins.allows("https://chat.example.evil", "chat.example")).isFalse();
        assertThat(origins.allows("null", "chat.example")).isFalse();
        assertThat(origins.allows("not an origin", "chat.example")).isFalse();
    }

    @Test
    void aListReplacesTheSameHost() {
        Origins origins = new Origins(() -> Optional.of(List.of("https://App.example")));
        assertThat(origins.allows("https://app.example", "chat.example")).isTrue();
        assertThat(origins.allows("https://chat.example", "chat.example")).isFalse();
    }

    @Test
    void whoSendsNoOriginIsNoBrowser() {
        assertThat(new Origins(Optional::empty).allows(null, "chat.example")).isTrue();
    }
}
