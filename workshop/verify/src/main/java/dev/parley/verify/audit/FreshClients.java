package dev.parley.verify.audit;

import dev.parley.verify.check.Evidence.Source;
import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.check.Stored;
import dev.parley.verify.client.Client;
import dev.parley.verify.client.Later;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.Room;
import dev.parley.verify.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Devices of the same people that begin with nothing, once the talk is over. */
public final class FreshClients {
    private static final long PATIENCE_SECONDS = 60;

    private final Logbook logbook;
    private final Later later;
    private final int gateways;

    public FreshClients(Logbook logbook, Later later, int gateways) {
        this.logbook = logbook;
        this.later = later;
        this.gateways = gateways;
    }

    private record Fresh(Client client, List<UUID> rooms) {
        boolean hasAll(Map<UUID, Stored> stored) {
            return rooms.stream()
                    .allMatch(room -> client.cursor(room) >= stored.get(room).lastSeq());
        }
    }

    /** What a fresh device of each of these has in the end, of the rooms he is in. */
    List<Telling> tell(List<Client> chosen, Map<Room, List<Client>> members, Map<UUID, Stored> stored) {
        List<Fresh> all = chosen.stream()
                .map(old -> new Fresh(
                        new Client(old.identity(), logbook, later, gateways, chosen.indexOf(old)),
                        roomsOf(old, members)))
                .toList();
        all.forEach(fresh -> fresh.client().start());
        Script.await(PATIENCE_SECONDS, () -> all.stream().allMatch(fresh -> fresh.hasAll(stored)));
        List<Telling> tellings = new ArrayList<>();
        for (Fresh fresh : all) {
            Client client = fresh.client();
            client.close();
            fresh.rooms()
                    .forEach(room ->
                            tellings.add(new Telling(Source.FRESH_CLIENT, client.user(), room, client.events(room))));
        }
        return tellings;
    }

    private static List<UUID> roomsOf(Client client, Map<Room, List<Client>> members) {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().contains(client))
                .map(entry -> entry.getKey().id())
                .toList();
    }
}
