package dev.parley.telemetry.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One log record as one JSON object and a newline: what every record has, the {@code key=value} pairs of our own lines as fields
 * ({@code event}, {@code conversation} ...), the trace that the thread is in, and the exception. Any thread.
 */
final class JsonLine extends ExtFormatter {
    /** Pairs in other people's sentences are no fields of ours. */
    private static final String OURS = "dev.parley.";

    private static final Pattern PAIR = Pattern.compile("(?<!\\S)([A-Za-z]\\w*)=(?:\"([^\"]*)\"|(\\S*))");
    private static final List<String> TAKEN =
            List.of("timestamp", "level", "service", "logger", "thread", "message", "traceId", "spanId", "exception");

    private final JsonFactory json = new JsonFactory();
    private final String service;

    JsonLine(String service) {
        this.service = service;
    }

    @Override
    public String format(ExtLogRecord line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            String message = formatMessage(line);
            out.writeStartObject();
            out.writeStringField("timestamp", line.getInstant().toString());
            out.writeStringField("level", line.getLevel().getName());
            out.writeStringField("service", service);
            out.writeStringField("logger", line.getLoggerName());
            out.writeStringField("thread", line.getThreadName());
            out.writeStringField("message", message);
            if (line.getLoggerName() != null && line.getLoggerName().startsWith(OURS) && message != null) {
                writePairs(out, message);
            }
            writeTrace(out);
            if (line.getThrown() != null) {
                out.writeStringField("exception", stack(line.getThrown()));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.append('\n').toString();
    }

    private static void writePairs(JsonGenerator out, String message) throws IOException {
        Set<String> written = new HashSet<>(TAKEN);
        for (Matcher pair = PAIR.matcher(message); pair.find(); ) {
            if (written.add(pair.group(1))) {
                out.writeStringField(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
            }
        }
    }

    private static void writeTrace(JsonGenerator out) throws IOException {
        SpanContext trace = Span.current().getSpanContext();
        if (trace.isValid()) {
            out.writeStringField("traceId", trace.getTraceId());
            out.writeStringField("spanId", trace.getSpanId());
        }
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
