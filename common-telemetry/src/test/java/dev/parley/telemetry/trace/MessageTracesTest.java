package dev.parley.telemetry.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTracesTest {
    private static final String CONVERSATION = "0198b2f1-0000-7000-8000-000000000001";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();

    @Test
    void stagesOfOneMessageAreOneTrace() {
        MessageTraces traces = sampling(Sampler.parentBased(Sampler.alwaysOn()));

        Span send = traces.begin(Stage.SEND, CONVERSATION);
        Span append = traces.follow(Stage.APPEND, MessageTraces.header(send), CONVERSATION);
        byte[] onTheRecord = MessageTraces.header(append).getBytes(US_ASCII);
        traces.passed(Stage.STORE, onTheRecord, NOON, NOON.plusMillis(3), CONVERSATION, 7);
        append.end();
        send.end();

        List<SpanData> spans = exported.getFinishedSpanItems();
        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly("message store", "message append", "message send");
        assertThat(spans)
                .extracting(SpanData::getTraceId)
                .containsOnly(send.getSpanContext().getTraceId());
        assertThat(spans.getFirst().getParentSpanId())
                .isEqualTo(append.getSpanContext().getSpanId());
        assertThat(spans.getFirst().getEndEpochNanos() - spans.getFirst().getStartEpochNanos())
                .isEqualTo(3_000_000);
    }

    @Test
    void whatIsNotSampledLeavesNothingBehind() {
        MessageTraces traces = sampling(Sampler.parentBased(Sampler.alwaysOff()));

        Span send = traces.begin(Stage.SEND, CONVERSATION);

        assertThat(send).isSameAs(Span.getInvalid());
        assertThat(MessageTraces.header(send)).isNull();
        assertThat(traces.follow(Stage.APPEND, null, CONVERSATION)).isSameAs(Span.getInvalid());
        traces.passed(Stage.STORE, null, NOON, NOON, CONVERSATION, 1);
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aHeaderNobodyCanReadIsNoTrace() {
        MessageTraces traces = sampling(Sampler.parentBased(Sampler.alwaysOn()));

        traces.passed(Stage.PUBLISH, "nonsense".getBytes(US_ASCII), NOON, NOON, CONVERSATION, 1);

        assertThat(traces.follow(Stage.APPEND, "00-zz-zz-01", CONVERSATION)).isSameAs(Span.getInvalid());
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void whileItIsOffNothingIsFollowedEither() {
        MessageTraces traces = MessageTraces.off();

        assertThat(traces.begin(Stage.SEND, CONVERSATION)).isSameAs(Span.getInvalid());
        assertThat(traces.follow(Stage.APPEND, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", CONVERSATION))
                .isSameAs(Span.getInvalid());
    }

    private MessageTraces sampling(Sampler sampler) {
        return MessageTraces.with(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build())
                .build());
    }
}
