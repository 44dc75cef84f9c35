package dev.parley.telemetry.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final JsonLine format = new JsonLine("message-service");

    @Test
    void aLineTellsItsConversationAndItsTrace() throws JsonProcessingException {
        SpanContext context = SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
        JsonNode line;
        try (Scope scope = Span.wrap(context).makeCurrent()) {
            line = read(record("dev.parley.message.X", "event=audit_divergence conversation=0198-a seq=7"));
            assertThat(scope).isNotNull();
        }

        assertThat(line.get("event").textValue()).isEqualTo("audit_divergence");
        assertThat(line.get("conversation").textValue()).isEqualTo("0198-a");
        assertThat(line.get("traceId").textValue()).isEqualTo(TRACE);
        assertThat(line.get("spanId").textValue()).isEqualTo(SPAN);
        assertThat(line.get("service").textValue()).isEqualTo("message-service");
        assertThat(line.get("level").textValue()).isEqualTo("WARN");
    }

    @Test
    void quotesAndNewlinesStayInTheirLine() throws JsonProcessingException {
        ExtLogRecord record = record("dev.parley.message.X", "router=BROKEN cause=\"no \n space\" next=retry");
        record.setThrown(new IllegalStateException("said \"no\""));

        String text = format.format(record);

        assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
        JsonNode line = new ObjectMapper().readTree(text);
        assertThat(line.get("cause").textValue()).isEqualTo("no \n space");
        assertThat(line.get("next").textValue()).isEqualTo("retry");
        assertThat(line.get("exception").textValue()).contains("IllegalStateException: said \"no\"", "JsonLineTest");
        assertThat(line.has("traceId")).isFalse();
    }

    @Test
    void noFieldIsWrittenTwice() {
        String text = format.format(record("dev.parley.message.X", "event=a event=b level=none message=other"));

        assertThat(text)
                .containsOnlyOnce("\"event\":")
                .containsOnlyOnce("\"level\":")
                .containsOnlyOnce("\"message\":");
    }

    @Test
    void otherPeoplesSentencesHaveNoFields() throws JsonProcessingException {
        JsonNode line = read(record("org.apache.kafka.clients.NetworkClient", "node id=-1 host=localhost"));

        assertThat(line.has("host")).isFalse();
        assertThat(line.get("message").textValue()).contains("host=localhost");
    }

    private JsonNode read(ExtLogRecord record) throws JsonProcessingException {
        return new ObjectMapper().readTree(format.format(record));
    }

    private static ExtLogRecord record(String logger, String message) {
        var record = new ExtLogRecord(Level.WARN, message, JsonLineTest.class.getName());
        record.setLoggerName(logger);
        return record;
    }
}
