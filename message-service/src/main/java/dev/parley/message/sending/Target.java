package dev.parley.message.sending;

import dev.parley.api.id.UserId;

/** What stands at the seq that an edit or a delete names. */
sealed interface Target {
    /** A message, and who sent it. */
    record Message(UserId sender) implements Target {}

    /** Nothing, or something that is no message. */
    record None() implements Target {}

    /** Nobody who would know can be asked. */
    record Unknown() implements Target {}
}
