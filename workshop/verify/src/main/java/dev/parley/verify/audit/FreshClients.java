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

    /** What a fresh device of each of these has in the end, of the rooms he is in. */
    List<Telling> tell(List<Client> chosen, Map<Room, List<Client>> members, Map<UUID, Stored> stored) {
        List<Telling> tellings = new ArrayList<>();
        for (Client old : chosen) {
            List<UUID> rooms = members.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(old))
                    .map(entry -> entry.getKey().id())
                    .toList();
            var fresh = new Client(old.identity(), logbook, later, gateways, chosen.indexOf(old));
            fresh.start();
            Script.await(
                    PATIENCE_SECONDS,
                    () -> rooms.stream()
                            .allMatch(room ->
                                    fresh.cursor(room) >= stored.get(room).lastSeq()));
            fresh.close();
            rooms.forEach(room -> tellings.add(new Telling(Source.FRESH_CLIENT, old.user(), room, fresh.events(room))));
        }
        return tellings;
    }
}
