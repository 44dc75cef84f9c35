package dev.parley.gateway.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.error.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;

/** Writes problem documents. Any thread. */
@Singleton
public final class Problems {
    private final ObjectWriter writer;

    Problems(ObjectMapper mapper) {
        this.writer = mapper.writerFor(Problem.class);
    }

    byte[] bytes(Problem problem) {
        try {
            return writer.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of our own cannot be written", e);
        }
    }

    /** Answers a request with it. */
    public void answer(HttpServerResponse response, Problem problem) {
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Buffer.buffer(bytes(problem)));
    }
}
