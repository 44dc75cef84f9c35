package dev.parley.persistence.web;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.Function;

/** Reads ids in paths and queries; what is not an id is a bad request. */
@Provider
class Ids implements ParamConverterProvider {
    @Override
    @SuppressWarnings("unchecked") // each branch has just asked which type T is
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type == ConversationId.class) {
            return (ParamConverter<T>) new IdConverter<>(ConversationId::of);
        }
        if (type == UserId.class) {
            return (ParamConverter<T>) new IdConverter<>(UserId::of);
        }
        return null;
    }

    private record IdConverter<T>(Function<String, T> reader) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            try {
                return text == null ? null : reader.apply(text);
            } catch (IllegalArgumentException malformed) {
                throw Refusal.badRequest("an id is a UUID of 36 characters");
            }
        }

        @Override
        public String toString(T id) {
            return id.toString();
        }
    }
}
