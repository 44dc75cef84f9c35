package dev.parley.auth.account;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.api.text.PlainText;
import dev.parley.auth.problem.Refusal;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The accounts, in Postgres; blocks. */
@ApplicationScoped
@Transactional
public class Accounts implements PanacheRepositoryBase<Account, UUID> {
    /** A unique violation would end the transaction and fill the log; a name that is taken is nothing of the kind. */
    private static final String INSERT = """
            insert into account (id, username, display_name, display_key, password_hash, created_at)
            values (:id, :username, :displayName, :displayKey, :passwordHash, :createdAt)
            on conflict (username) do nothing
            """;

    /**
     * Each half reads at most :limit rows of its index, however common the prefix is. :end is the prefix followed by the
     * highest code point: under collation "C" everything that begins with the prefix lies between.
     */
    private static final String SEARCH = """
            select * from (
              (select * from account where username >= :prefix and username < :end order by username limit :limit)
              union
              (select * from account where display_key >= :prefix and display_key < :end order by display_key limit :limit)
            ) as found
            order by username
            limit :limit
            """;

    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final TimeBasedEpochRandomGenerator ids;
    private final Clock clock;

    Accounts(TimeBasedEpochRandomGenerator ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes an account.
     *
     * @throws Refusal 409 if the name is taken
     */
    public Account create(Username username, DisplayName displayName, String passwordHash) {
        Account account = new Account(ids.generate(), username, displayName, passwordHash, clock.instant());
        int inserted = getEntityManager()
                .createNativeQuery(INSERT)
                .setParameter("id", account.id)
                .setParameter("username", account.username)
                .setParameter("displayName", account.displayName)
                .setParameter("displayKey", account.displayKey)
                .setParameter("passwordHash", account.passwordHash)
                .setParameter("createdAt", account.createdAt)
                .executeUpdate();
        if (inserted == 0) {
            throw taken();
        }
        return account;
    }

    /**
     * Refuses a taken name before its password is hashed; {@link #create} is what decides.
     *
     * @throws Refusal 409 if the name is taken
     */
    public void requireFree(Username username) {
        if (byUsername(username).isPresent()) {
            throw taken();
        }
    }

    public Optional<Account> byUsername(Username username) {
        return find("username", username.value()).firstResultOptional();
    }

    /** The account of an id; it may be a deleted one. */
    public Optional<Account> byId(UserId id) {
        return findByIdOptional(id.value());
    }

    /** The account of an id, unless it is deleted. */
    public Optional<Account> livingById(UserId id) {
        return byId(id).filter(account -> !account.isDeleted());
    }

    /** Those of the ids that exist, by user name. */
    public List<User> byIds(List<UserId> ids) {
        return list(
                        "id in ?1 order by username",
                        ids.stream().map(UserId::value).toList())
                .stream()
                .map(Account::toUser)
                .toList();
    }

    /** Users whose user name or display name begins with the prefix, in any case; by user name, at most {@code limit}. */
    public List<User> search(String prefix, int limit) {
        String folded = DisplayName.fold(prefix);
        if (!PlainText.isOneLine(folded)) {
            return List.of();
        }
        return getSession()
                .createNativeQuery(SEARCH, Account.class)
                .setParameter("prefix", folded)
                .setParameter("end", folded + LAST)
                .setParameter("limit", limit)
                .getResultStream()
                .map(Account::toUser)
                .toList();
    }

    /** Changes what is given; of an avatar, {@link Optional#empty} means none from now on, and null the old one. */
    public Optional<User> change(UserId id, DisplayName displayName, Optional<Avatar> avatar) {
        // Locked: what is written back is the whole row, and must be neither an old password nor an erased name.
        Optional<Account> account =
                findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).filter(found -> !found.isDeleted());
        account.ifPresent(found -> {
            if (displayName != null) {
                found.displayName = displayName.value();
                found.displayKey = displayName.key();
            }
            if (avatar != null) {
                found.avatar = avatar.map(Avatar::value).orElse(null);
            }
        });
        return account.map(Account::toUser);
    }

    /** Puts a new hash in the place of the one that was verified; false if that one is no longer there. */
    public boolean replaceHash(UserId id, String verified, String next) {
        return update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", next, id.value(), verified) == 1;
    }

    /**
     * Erases all that is known of somebody but the id. His sessions must end in the same transaction.
     *
     * @return false if the account has no longer the password that was verified, or is erased already
     */
    public boolean erase(UserId id, String verifiedHash) {
        return update(
                        "username = null, displayName = null, displayKey = null, avatar = null, passwordHash = null,"
                                + " deletedAt = ?1 where id = ?2 and passwordHash = ?3",
                        clock.instant(),
                        id.value(),
                        verifiedHash)
                == 1;
    }

    /** Deleted accounts that may be in groups still, the oldest deletion first. */
    public List<UserId> departing(int limit) {
        return find("deletedAt is not null and departedAt is null order by deletedAt").page(0, limit).stream()
                .map(Account::id)
                .toList();
    }

    /** This one is out of all groups. */
    public void departed(UserId id) {
        update("departedAt = ?1 where id = ?2", clock.instant(), id.value());
    }

    private static Refusal taken() {
        return Refusal.of(ErrorCode.USERNAME_TAKEN, "Somebody has this user name already.");
    }
}
