package dev.parley.verify.script;

import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.Refused;
import dev.parley.verify.client.Client;
import dev.parley.verify.client.Identity;
import dev.parley.verify.client.Later;
import dev.parley.verify.plan.RoomPlan;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Makes the accounts and the rooms of a run, a few at a time: an account costs the system a password hash. */
public final class Casting {
    private static final int AT_A_TIME = 4;
    private static final String PASSWORD = "correct horse battery staple";
    private static final int UPDATE_EVERY = 50;

    private final Parley parley;
    private final Logbook logbook;
    private final Later later;
    private final Consumer<String> progress;

    public Casting(Parley parley, Logbook logbook, Later later, Consumer<String> progress) {
        this.parley = parley;
        this.logbook = logbook;
        this.later = later;
        this.progress = progress;
    }

    /** Everybody registered, everybody in his rooms; nobody is connected yet. */
    public Cast make(RunPlan plan) {
        int gateways = parley.gateways().size();
        List<Client> clients = inParallel(plan.people(), number -> {
            var client = new Client(register(plan, number), logbook, later, gateways, number);
            if ((number + 1) % UPDATE_EVERY == 0) {
                progress.accept(number + 1 + " people registered");
            }
            return client;
        });
        List<RoomPlan> plans = RoomPlan.of(plan.seed(), plan.people());
        List<Room> rooms = inParallel(plans.size(), number -> room(plans.get(number), number, clients));
        progress.accept(clients.size() + " people in " + rooms.size() + " conversations");
        return new Cast(clients, rooms);
    }

    private Identity register(RunPlan plan, int number) {
        String name = String.format(Locale.ROOT, "verify.%d.%04d", Math.floorMod(plan.seed(), 1_000_000), number);
        return new Identity(parley, parley.register(name, PASSWORD, "Verifier " + number), PASSWORD);
    }

    private static Room room(RoomPlan plan, int number, List<Client> clients) {
        List<Person> members = plan.members().stream()
                .map(member -> clients.get(member).identity().person())
                .toList();
        Person owner = members.getFirst();
        return new Room(
                plan.direct()
                        ? owner.directWith(members.get(1))
                        : owner.group("Room " + number, members.subList(1, members.size())),
                plan.direct(),
                members.stream().map(Person::id).toList());
    }

    private static <T> List<T> inParallel(int count, IntFunction<T> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> patiently(work, number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cast could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A stack that has just started may turn somebody away for a moment. */
    private static <T> T patiently(IntFunction<T> work, int number) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.apply(number);
            } catch (Refused refusal) {
                int status = refusal.answer().status();
                if ((status != 503 && status != 429) || attempt == 20) {
                    throw refusal;
                }
                Thread.sleep(250L * attempt);
            }
        }
    }
}
