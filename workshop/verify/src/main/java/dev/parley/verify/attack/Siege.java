package dev.parley.verify.attack;

import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.Stack;
import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import dev.parley.verify.run.BackgroundLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** All abuses at once, each from an account of its own, while the memory of all services is watched. */
final class Siege implements BackgroundLoad {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final Duration END = Duration.ofSeconds(30);

    private final List<Abuse> abuses;
    private final Map<String, Map<String, LongAdder>> outcomes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServiceMemory memory = new ServiceMemory();
    private volatile boolean over;

    Siege(List<Abuse> abuses) {
        this.abuses = abuses;
    }

    @Override
    public void start(Stack stack, Parley parley) {
        List<Attacker> attackers = IntStream.range(0, abuses.size())
                .mapToObj(number -> attacker(parley, number))
                .toList();
        memory.watch(stack.services().stream().map(ServiceInstance::process).toList());
        for (int i = 0; i < abuses.size(); i++) {
            begin(abuses.get(i), attackers.get(i));
        }
    }

    private void begin(Abuse abuse, Attacker attacker) {
        outcomes.put(abuse.name(), new ConcurrentHashMap<>());
        for (int thread = 0; thread < abuse.threads(); thread++) {
            Callable<String> tries = abuse.tries().apply(attacker);
            var _ = threads.submit(() -> repeat(abuse, tries));
        }
    }

    private static Attacker attacker(Parley parley, int number) {
        Person person = parley.register("mallory." + number, PASSWORD, "Mallory " + number);
        Person accomplice = parley.register("accomplice." + number, PASSWORD, "Accomplice " + number);
        int gateway = number % parley.gateways().size();
        return new Attacker(
                gateway,
                parley.gateways().get(gateway),
                person,
                accomplice,
                person.group("Plot " + number, List.of(accomplice)));
    }

    private void repeat(Abuse abuse, Callable<String> tries) {
        while (!over) {
            try {
                count(abuse, tries.call());
                Thread.sleep(abuse.pause());
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                count(abuse, e.getClass().getSimpleName());
                pauseAfterFailure();
            }
        }
    }

    /** Being refused is what it is about; not being answered at all shows in what the people saw. */
    private static void pauseAfterFailure() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(Abuse abuse, String outcome) {
        outcomes.get(abuse.name())
                .computeIfAbsent(outcome, _ -> new LongAdder())
                .increment();
    }

    @Override
    public void stop() {
        over = true;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("attackers do not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        memory.stop();
    }

    /** By abuse: how often it was tried with which outcome. */
    Map<String, Map<String, Long>> outcomes() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        outcomes.forEach((name, byOutcome) -> {
            Map<String, Long> sums = new TreeMap<>();
            byOutcome.forEach((outcome, sum) -> sums.put(outcome, sum.sum()));
            counts.put(name, sums);
        });
        return counts;
    }

    List<ServiceMemory.Reading> memory() {
        return memory.readings();
    }
}
