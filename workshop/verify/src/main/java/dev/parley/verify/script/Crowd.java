package dev.parley.verify.script;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.verify.client.Client;
import dev.parley.verify.fault.Harm;
import java.util.ArrayList;
import java.util.List;

/** Lets faults happen to people's sockets. One thread's. */
public final class Crowd implements Harm {
    private static final int STALLED_OF = 10;

    private final Cast cast;
    private final List<LiveSocket> stalled = new ArrayList<>();

    public Crowd(Cast cast) {
        this.cast = cast;
    }

    @Override
    public int cut() {
        int count = 0;
        for (int i = 0; i < cast.clients().size(); i += 2) {
            cast.clients().get(i).cut();
            count++;
        }
        return count;
    }

    @Override
    public int stall() {
        for (int i = 0; i < cast.clients().size(); i += STALLED_OF) {
            Client client = cast.clients().get(i);
            if (client.connected()) {
                LiveSocket socket = client.socket();
                socket.pause();
                stalled.add(socket);
            }
        }
        return stalled.size();
    }

    @Override
    public void readOn() {
        stalled.forEach(LiveSocket::resume);
        stalled.clear();
    }

    @Override
    public List<String> conversations() {
        return cast.rooms().reversed().stream()
                .map(room -> room.id().toString())
                .toList();
    }
}
