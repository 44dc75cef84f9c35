package dev.parley.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user as everybody sees him; {@code avatar} is null if there is none. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(
        @Schema(required = true) UUID id,
        @Schema(required = true) String username,
        @Schema(required = true) String displayName,
        @Schema(description = "an http(s) or data: URL") String avatar) {}
