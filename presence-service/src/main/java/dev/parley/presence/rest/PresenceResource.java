package dev.parley.presence.rest;

import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceList;
import dev.parley.presence.user.Users;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;

/** Current presence, for any user by bearer token and for the other services by Basic. Runs on virtual threads. */
@Path("/api/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"user", "service"})
public class PresenceResource {
    /** The most users one question may name. */
    static final int MAX_USERS = 200;

    private final Users users;

    PresenceResource(Users users) {
        this.users = users;
    }

    /**
     * Presence of these users, in the order of the question; whoever was never seen is offline.
     *
     * @param names ids, separated by commas
     */
    @GET
    @RunOnVirtualThread
    public PresenceList of(@QueryParam("users") String names) {
        return new PresenceList(users.of(parse(names)));
    }

    private static List<UserId> parse(String names) {
        if (names == null || names.isBlank()) {
            throw new BadRequestException("users is missing: ids, separated by commas");
        }
        List<UserId> list = new ArrayList<>();
        for (String name : names.split(",", MAX_USERS + 1)) {
            try {
                list.add(UserId.of(name.strip()));
            } catch (IllegalArgumentException e) {
                String reason =
                        list.size() == MAX_USERS ? "at most " + MAX_USERS + " users" : "users has a part that is no id";
                throw new BadRequestException(reason, e);
            }
        }
        if (list.size() > MAX_USERS) {
            throw new BadRequestException("at most " + MAX_USERS + " users");
        }
        return list;
    }
}
