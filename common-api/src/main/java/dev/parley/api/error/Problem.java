package dev.parley.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An RFC 9457 problem document, {@code application/problem+json}: what every refused REST call answers with.
 *
 * @param retryAfter seconds, where trying again later may help; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String detail, ErrorCode code, Long retryAfter) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code.wire().replace('_', ' '), code.status(), detail, code, null);
    }

    public Problem retryAfter(long seconds) {
        return new Problem(title, status, detail, code, seconds);
    }
}
