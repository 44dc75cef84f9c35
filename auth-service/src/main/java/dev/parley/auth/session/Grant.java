package dev.parley.auth.session;

import dev.parley.auth.account.Account;
import java.util.UUID;

/** A session that lives, its account, and the refresh token that is good for it now. */
public record Grant(UUID session, Account account, RefreshToken token) {}
