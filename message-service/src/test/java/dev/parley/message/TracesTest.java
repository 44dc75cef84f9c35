package dev.parley.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.api.topic.Topics;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Topic;
import dev.parley.message.testing.TracesOn;
import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TracesOn.class)
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class TracesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    InMemorySpanExporter exported;

    @Inject
    ObjectMapper json;

    Engines engines;
    Tokens tokens;
    Persistence persistence;

    private final UserId ann = new UserId(UUID.randomUUID());
    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final String parent = "00-" + trace + "-b7ad6b7169203331-01";

    @Test
    void aTracedCallIsFollowedThroughTheLogToRedis() {
        ConversationId conversation = persistence.group(ann, new UserId(UUID.randomUUID()));

        given().auth()
                .oauth2(tokens.accessToken(ann.value()))
                .contentType(ContentType.JSON)
                .header("traceparent", parent)
                .body(Map.of("id", UUID.randomUUID(), "text", "hello"))
                .post("/api/conversations/" + conversation + "/messages")
                .then()
                .statusCode(202);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(spans())
                        .extracting(SpanData::getName)
                        .contains("message append", "message publish"));
        assertThat(span("message publish").getParentSpanId())
                .isEqualTo(span("message append").getSpanId());
    }

    @Test
    void ofABatchOnlyTheTracedSendIsFollowed() throws Exception {
        ConversationId conversation = persistence.group(ann, new UserId(UUID.randomUUID()));
        List<Send> sends =
                List.of(Gateway.message(ann, conversation, "not traced"), Gateway.message(ann, conversation, "traced"));

        given().auth()
                .preemptive()
                .basic("parley", engines.serviceSecret())
                .contentType(ContentType.JSON)
                .body(json.writeValueAsBytes(new SendBatch(sends, Map.of(1, parent), false)))
                .post("/internal/sends")
                .then()
                .statusCode(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(spans())
                        .extracting(SpanData::getName)
                        .containsExactlyInAnyOrder("message append", "message publish"));
        assertThat(span("message append").getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(new Topic(engines).records(Topics.EVENTS))
                .filteredOn(record -> record.key().equals(conversation.toString()))
                .extracting(record -> record.headers().lastHeader(MessageTraces.HEADER) != null)
                .containsExactly(false, true);
    }

    private List<SpanData> spans() {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }

    private SpanData span(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
