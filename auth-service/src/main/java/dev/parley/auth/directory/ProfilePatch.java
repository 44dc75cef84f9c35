package dev.parley.auth.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.account.Avatar;
import dev.parley.auth.account.DisplayName;
import dev.parley.auth.problem.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * {@code PATCH /api/users/me}. What is not there stays as it is; an avatar of {@code null} or {@code ""} takes the avatar
 * away.
 */
@RegisterForReflection
record ProfilePatch(
        @Schema(minLength = 1, maxLength = 64) String displayName,

        @Schema(implementation = String.class, nullable = true)
        JsonNode avatar) {
    /** The new name, or null to keep the old one. */
    DisplayName newDisplayName() {
        return displayName == null ? null : DisplayName.chosen(displayName);
    }

    /** The new avatar, empty for none, or null to keep the old one. */
    @SuppressWarnings("NullOptional") // three cases, which stay within this package and Accounts.change
    Optional<Avatar> newAvatar() {
        if (avatar == null) {
            return null;
        }
        if (avatar.isNull() || avatar.asText().isEmpty()) {
            return Optional.empty();
        }
        if (!avatar.isTextual()) {
            throw Refusal.badRequest("avatar: a text, or null.");
        }
        return Optional.of(new Avatar(avatar.asText()));
    }
}
