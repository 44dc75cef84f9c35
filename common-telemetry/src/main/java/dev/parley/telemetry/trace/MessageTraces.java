package dev.parley.telemetry.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the spans of messages. Any thread; never blocks: the exporter has a bounded queue and a thread of its own, and drops what does not fit.
 *
 * <p>Whoever is not sampled gets {@link Span#getInvalid()}, one object for all, of which every method does nothing. Traces cross from one
 * service to the next as W3C {@code traceparent}s.
 */
@Singleton
public final class MessageTraces {
    /** The name of a record's header. */
    public static final String HEADER = "traceparent";

    private static final String TRACER = "dev.parley";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> THE_HEADER = new TheHeader();

    private final Tracer tracer;
    private final boolean on;

    @Inject
    MessageTraces(OpenTelemetry openTelemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = openTelemetry.getTracer(TRACER);
        this.on = !off;
    }

    private MessageTraces(OpenTelemetry openTelemetry) {
        this(openTelemetry, false);
    }

    /** Traces nothing. */
    public static MessageTraces off() {
        return new MessageTraces(OpenTelemetry.noop(), true);
    }

    /** Traces with this, whatever the configuration says. */
    public static MessageTraces with(OpenTelemetry openTelemetry) {
        return new MessageTraces(openTelemetry);
    }

    /** A message comes from outside: the first span of a new trace, if it is sampled. */
    public Span begin(Stage stage, Object conversation) {
        return on ? start(stage, Context.root(), conversation) : Span.getInvalid();
    }

    /** A message comes from another stage: the next span of its trace, if {@code parent} is the {@code traceparent} of a sampled one. */
    public Span follow(Stage stage, String parent, Object conversation) {
        if (!on || parent == null) {
            return Span.getInvalid();
        }
        Context context = W3C.extract(Context.root(), parent, THE_HEADER);
        return Span.fromContext(context).getSpanContext().isSampled()
                ? start(stage, context, conversation)
                : Span.getInvalid();
    }

    /** A message has passed a stage together with others: the span is written down afterwards. */
    public void passed(Stage stage, byte[] parent, Instant from, Instant to, Object conversation, long seq) {
        if (!on || parent == null) {
            return;
        }
        Context context = W3C.extract(Context.root(), new String(parent, US_ASCII), THE_HEADER);
        if (Span.fromContext(context).getSpanContext().isSampled()) {
            Span span = builder(stage, context, conversation)
                    .setAttribute("parley.seq", seq)
                    .setStartTimestamp(from)
                    .startSpan();
            span.end(to);
        }
    }

    /** What to give to the next stage; null for a span that is not sampled. */
    public static String header(Span span) {
        if (!span.getSpanContext().isSampled()) {
            return null;
        }
        String[] header = new String[1];
        W3C.inject(Context.root().with(span), header, (carrier, key, value) -> {
            if (HEADER.equals(key)) {
                carrier[0] = value;
            }
        });
        return header[0];
    }

    private Span start(Stage stage, Context parent, Object conversation) {
        Span span = builder(stage, parent, conversation).startSpan();
        return span.isRecording() ? span : Span.getInvalid();
    }

    private SpanBuilder builder(Stage stage, Context parent, Object conversation) {
        return tracer.spanBuilder(stage.label())
                .setSpanKind(stage.kind())
                .setParent(parent)
                .setAttribute("parley.conversation", String.valueOf(conversation));
    }

    /** The carrier is the value itself. */
    private static final class TheHeader implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public String get(String carrier, String key) {
            return HEADER.equals(key) ? carrier : null;
        }
    }
}
