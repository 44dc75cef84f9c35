package dev.parley.auth;

import dev.parley.api.channel.UserNotice;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.id.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Types of common-api that are read or written as JSON here: a native image must keep what Jackson looks for. */
@RegisterForReflection(
        targets = {Problem.class, ErrorCode.class, UserId.class, UserNotice.class, UserNotice.SessionsEnded.class})
class WireTypes {}
