package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Set;

/** What a REST call was answered with, whatever that was. */
public record Answer(String call, int status, HttpHeaders headers, String body) {
    /** The body as JSON; a missing node if there is none. */
    public JsonNode json() {
        return Json.read(body);
    }

    public String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    /** The {@code code} of a problem document, or "" if this is none. */
    public String code() {
        return contentType().startsWith("application/problem+json")
                ? json().path("code").asText()
                : "";
    }

    /**
     * This answer, if it has one of these statuses.
     *
     * @throws Refused if it has another one
     */
    public Answer expect(Integer... statuses) {
        if (!Set.of(statuses).contains(status)) {
            throw new Refused(this);
        }
        return this;
    }
}
