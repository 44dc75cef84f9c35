package dev.parley.auth.departure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.id.UserId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells persistence-service; blocks, on a virtual thread. The one call there is may be repeated at any time. */
@Singleton
class PersistenceClient {
    private final HttpClient http;
    private final List<URI> urls;
    private final Duration timeout;
    private final String authorization;

    PersistenceClient(PersistenceConfig config, @ConfigProperty(name = "parley.service.secret") String secret) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
        this.urls = List.copyOf(config.urls());
        this.timeout = config.timeout();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(("parley:" + secret).getBytes(UTF_8));
    }

    /** What became of a call. */
    enum Outcome {
        /** The user is in no group any more. */
        DONE,
        /** He left some; the rest wants another call. */
        MORE,
        REFUSED
    }

    /**
     * The user's account is deleted.
     *
     * @throws IOException if no instance could be asked
     */
    Outcome depart(UserId user) throws IOException, InterruptedException {
        IOException nobody = new IOException("persistence-service has no address");
        for (URI url : urls) {
            try {
                return put(url.resolve("/internal/users/" + user + "/departure"));
            } catch (IOException failure) {
                nobody = failure;
            }
        }
        throw nobody;
    }

    private Outcome put(URI departure) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(departure)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .timeout(timeout)
                .header("Authorization", authorization)
                .build();
        return switch (http.send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode()) {
            case 204 -> Outcome.DONE;
            case 202 -> Outcome.MORE;
            default -> Outcome.REFUSED;
        };
    }
}
