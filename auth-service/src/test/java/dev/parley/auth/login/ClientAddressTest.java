package dev.parley.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void ipv4CountsAsItIs() {
        assertThat(ClientAddress.of("192.0.2.7").key()).isEqualTo("192.0.2.7");
    }

    @Test
    void ipv6CountsByItsNetwork() {
        assertThat(ClientAddress.of("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.of("2001:db8:1:2::1"))
                .isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
    }

    @Test
    void whatIsNoAddressCountsAsOne() {
        assertThat(ClientAddress.of("evil\r\nkey")).isEqualTo(ClientAddress.of("_hidden"));
    }
}
