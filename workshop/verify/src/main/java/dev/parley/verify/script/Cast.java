package dev.parley.verify.script;

import dev.parley.verify.client.Client;
import dev.parley.verify.record.Room;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people and their rooms, ready to talk. */
public record Cast(List<Client> clients, List<Room> rooms) {
    public Cast {
        clients = List.copyOf(clients);
        rooms = List.copyOf(rooms);
    }

    /** Clients by user. */
    public Map<UUID, Client> byUser() {
        Map<UUID, Client> byUser = new HashMap<>();
        clients.forEach(client -> byUser.put(client.user(), client));
        return byUser;
    }
}
