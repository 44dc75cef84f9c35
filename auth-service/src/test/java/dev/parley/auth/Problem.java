package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;

/** What every refusal must look like. */
public final class Problem {
    private Problem() {}

    /** The answer is a problem document of this status and code, and tells nothing of the inside. Its detail. */
    public static String expect(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        var json = response.jsonPath();
        assertThat(json.getInt("status")).isEqualTo(status);
        assertThat(json.getString("code")).isEqualTo(code);
        assertThat(json.getString("title")).isNotBlank();
        assertThat(response.asString())
                .doesNotContain("Exception", "dev.parley", "org.", "io.quarkus", "password_hash", "jdbc", "$argon2id");
        return json.getString("detail");
    }
}
