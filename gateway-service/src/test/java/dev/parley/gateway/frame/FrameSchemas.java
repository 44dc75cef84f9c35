package dev.parley.gateway.frame;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Every frame of the contract with its JSON schema, read off the sealed types of both directions. */
final class FrameSchemas {
    /** What may be absent; all other fields are required. */
    private static final Map<Class<?>, Set<String>> OPTIONAL = Map.ofEntries(
            Map.entry(ClientFrame.Send.class, Set.of("replyTo")),
            Map.entry(ClientFrame.React.class, Set.of("remove")),
            Map.entry(ClientFrame.Sync.class, Set.of("complete")),
            Map.entry(ClientFrame.Ping.class, Set.of("id")),
            Map.entry(ServerFrame.Pong.class, Set.of("id")),
            Map.entry(ServerFrame.Refusal.class, Set.of("id", "retryAfter", "conversation")),
            Map.entry(ServerFrame.Presence.class, Set.of("lastSeen")),
            Map.entry(ChatEvent.Message.class, Set.of("replyTo")),
            Map.entry(ChatEvent.Call.class, Set.of("caller")));

    private final SchemaGenerator generator;

    FrameSchemas() {
        var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.SKIP_SUBTYPE_LOOKUP))
                .with(Option.INLINE_ALL_SCHEMAS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        builder.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> scalar(type.getErasedType(), context));
        this.generator = new SchemaGenerator(builder.build());
    }

    /** A frame's name in the document, its {@code type} on the wire, and its schema. */
    record Frame(String name, String type, ObjectNode schema) {}

    List<Frame> fromClient() {
        return leaves(ClientFrame.class)
                .map(frame -> {
                    String type = frame.getSimpleName().toLowerCase(Locale.ROOT);
                    return new Frame(type, type, schema(frame, "type", type));
                })
                .toList();
    }

    List<Frame> fromServer() {
        List<Frame> frames = new ArrayList<>();
        for (JsonSubTypes.Type type :
                ServerFrame.class.getAnnotation(JsonSubTypes.class).value()) {
            frames.add(new Frame(
                    "server" + type.value().getSimpleName(), type.name(), schema(type.value(), "type", type.name())));
        }
        for (JsonSubTypes.Type kind :
                ChatEvent.class.getAnnotation(JsonSubTypes.class).value()) {
            frames.add(new Frame("event" + kind.value().getSimpleName(), "event", event(kind.value(), kind.name())));
        }
        frames.add(new Frame("eventVoid", "event", event(Place.class, "void")));
        for (String mark : List.of("read", "delivered")) {
            ObjectNode schema = schema(Mark.class, "type", mark);
            frames.add(new Frame("server" + Character.toUpperCase(mark.charAt(0)) + mark.substring(1), mark, schema));
        }
        return frames;
    }

    /** A member's mark as the router tells it. */
    private record Mark(ConversationId conversation, UserId user, long seq) {}

    /** A place with nothing in it. */
    private record Place() {}

    private ObjectNode event(Class<?> event, String kind) {
        ObjectNode schema = schema(event, "kind", kind);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("type").put("const", "event");
        properties.putObject("conversation").put("type", "string").put("format", "uuid");
        properties.putObject("seq").put("type", "integer").put("minimum", 1);
        schema.withArray("required").add("type").add("conversation").add("seq");
        return schema;
    }

    private ObjectNode schema(Class<?> frame, String discriminator, String value) {
        ObjectNode schema = generator.generateSchema(frame);
        ObjectNode properties = schema.withObjectProperty("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode().add(discriminator);
        Arrays.stream(frame.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !OPTIONAL.getOrDefault(frame, Set.of()).contains(name))
                .forEach(required::add);
        properties.putObject(discriminator).put("const", value);
        schema.set("required", required);
        return schema;
    }

    private static CustomDefinition scalar(Class<?> type, SchemaGenerationContext context) {
        ObjectNode node = context.getGeneratorConfig().createObjectNode();
        if (type == UUID.class || type == UserId.class || type == ConversationId.class) {
            node.put("type", "string").put("format", "uuid");
        } else if (type == Instant.class) {
            node.put("type", "string").put("format", "date-time");
        } else if (!JsonNode.class.isAssignableFrom(type)) {
            return null;
        }
        return new CustomDefinition(node, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FrameSchemas::leaves)
                : Stream.of(type);
    }
}
