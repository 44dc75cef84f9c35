package dev.parley.message.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.id.ConversationId;
import dev.parley.api.send.KeptQuery;
import dev.parley.api.send.KeptSends;
import dev.parley.api.send.SendIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks persistence-service; never blocks, safe on any thread. All calls only read, so one that failed is repeated at another instance.
 * A future that completes exceptionally means: nobody could be asked.
 */
@Singleton
public final class PersistenceClient {
    private static final int ATTEMPTS = 2;

    private final HttpClient http;
    private final PersistenceInstances instances;
    private final Duration timeout;
    private final String authorization;
    private final ObjectReader states;
    private final ObjectReader keptSends;
    private final ObjectWriter queries;
    private final Counter failures;

    PersistenceClient(
            PersistenceConfig config,
            @ConfigProperty(name = "parley.service.secret") String secret,
            ObjectMapper json,
            Clock clock,
            MeterRegistry metrics) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
        this.instances = new PersistenceInstances(config.urls(), config.passByFor(), clock);
        this.timeout = config.timeout();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(("parley:" + secret).getBytes(UTF_8));
        this.states = json.readerFor(ConversationState.class);
        this.keptSends = json.readerFor(KeptSends.class);
        this.queries = json.writerFor(KeptQuery.class);
        this.failures = metrics.counter("parley.message.persistence.failures");
    }

    /** A conversation as it is now; empty if there is none. */
    CompletableFuture<Optional<ConversationState>> conversation(ConversationId id) {
        return get("/internal/conversations/" + id).thenApply(found -> found.map(this::state));
    }

    /** The frame of one event of history; empty if history has none there (yet). */
    public CompletableFuture<Optional<byte[]>> event(ConversationId conversation, long seq) {
        return get("/internal/conversations/" + conversation + "/events/" + seq);
    }

    /** Those of the sends that history has, with what their acknowledgements said. */
    public CompletableFuture<Map<SendIdentity, Instant>> kept(List<SendIdentity> sends) {
        try {
            byte[] query = queries.writeValueAsBytes(new KeptQuery(sends));
            return ask(new Question("/internal/sends/kept", query))
                    .thenApply(found -> found.map(this::keptSends).orElseThrow());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A path, and the body of a POST or null for a GET. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Question(String path, byte[] body) {
        HttpRequest.Builder at(URI url) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base(url) + path));
            return body == null
                    ? request
                    : request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .header("Content-Type", "application/json");
        }
    }

    private ConversationState state(byte[] body) {
        try {
            return states.readValue(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<SendIdentity, Instant> keptSends(byte[] body) {
        try {
            KeptSends found = keptSends.readValue(body);
            return found.kept().stream().collect(Collectors.toMap(KeptSends.Kept::send, KeptSends.Kept::at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Optional<byte[]>> get(String path) {
        return ask(new Question(path, null));
    }

    private CompletableFuture<Optional<byte[]>> ask(Question question) {
        return attempt(question, instances.candidates(ATTEMPTS), 0);
    }

    private CompletableFuture<Optional<byte[]>> attempt(Question question, List<URI> candidates, int index) {
        if (index == candidates.size()) {
            return CompletableFuture.failedFuture(new IOException("persistence-service cannot be asked"));
        }
        URI url = candidates.get(index);
        HttpRequest request = question.at(url)
                .timeout(timeout)
                .header("Authorization", authorization)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(PersistenceClient::body)
                .exceptionallyCompose(cause -> {
                    failures.increment();
                    instances.failed(url);
                    return attempt(question, candidates, index + 1);
                });
    }

    private static Optional<byte[]> body(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 404 -> Optional.empty();
            default -> throw new IllegalStateException("status " + response.statusCode());
        };
    }

    private static String base(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
