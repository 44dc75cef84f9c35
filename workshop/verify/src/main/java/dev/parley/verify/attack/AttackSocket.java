package dev.parley.verify.attack;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.toolbox.client.Person;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Says the same over a socket again and again, and comes back when it is put out. For one thread. */
final class AttackSocket implements Callable<String> {
    private static final int PATIENCE_SECONDS = 15;

    private final Attacker attacker;
    private final Consumer<LiveSocket> says;
    private LiveSocket socket;

    AttackSocket(Attacker attacker, Consumer<LiveSocket> says) {
        this.attacker = attacker;
        this.says = says;
    }

    @Override
    public String call() throws Exception {
        if (socket == null) {
            socket = open(attacker.person());
        }
        if (!socket.isOpen()) {
            String end = "closed " + socket.ended().join().code();
            socket = null;
            return end;
        }
        says.accept(socket);
        return "said";
    }

    private LiveSocket open(Person person) throws ExecutionException, InterruptedException, TimeoutException {
        return person.open(attacker.gateway(), (_, _) -> {}).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
