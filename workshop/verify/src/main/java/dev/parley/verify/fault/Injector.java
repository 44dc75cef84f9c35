package dev.parley.verify.fault;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.process.Signal;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.verify.plan.FaultPlan.Planned;
import dev.parley.verify.record.FaultSpan;
import dev.parley.verify.record.Logbook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Does one fault after the other to a stack, and heals it. One thread's, which it blocks. */
public final class Injector {
    private static final Duration READY = Duration.ofMinutes(4);
    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(20);
    private static final Duration ENGINE_DOWN = Duration.ofSeconds(10);
    private static final Duration REDIS_DOWN = Duration.ofSeconds(5);
    private static final Duration SCALED_IN = Duration.ofSeconds(10);
    private static final int POISONED = 5;

    private final Stack stack;
    private final Harm harm;
    private final Logbook logbook;

    public Injector(Stack stack, Harm harm, Logbook logbook) {
        this.stack = stack;
        this.harm = harm;
        this.logbook = logbook;
    }

    /**
     * Does it, and returns when everything is whole again.
     *
     * @throws dev.parley.stack.process.StackFailure if a part does not come back
     */
    public FaultSpan inject(Planned planned) {
        long from = logbook.now();
        Done done = switch (planned.kind()) {
            case KILL_GATEWAY -> kill(ServiceKind.GATEWAY, planned);
            case KILL_MESSAGE -> kill(ServiceKind.MESSAGE, planned);
            case KILL_PERSISTENCE -> kill(ServiceKind.PERSISTENCE, planned);
            case KILL_PRESENCE -> kill(ServiceKind.PRESENCE, planned);
            case KILL_AUTH -> kill(ServiceKind.AUTH, planned);
            case FREEZE_MESSAGE -> freeze(ServiceKind.MESSAGE, planned);
            case FREEZE_PERSISTENCE -> freeze(ServiceKind.PERSISTENCE, planned);
            case POSTGRES -> engine(Engine.Kind.POSTGRES, ENGINE_DOWN, false);
            case REDIS -> engine(Engine.Kind.REDIS, REDIS_DOWN, false);
            case REDIS_EMPTY -> engine(Engine.Kind.REDIS, REDIS_DOWN, true);
            case REDIS_AND_ROUTER -> redisAndRouter(planned);
            case KAFKA -> engine(Engine.Kind.KAFKA, ENGINE_DOWN, false);
            case ROLLING -> roll(stack.services());
            case SCALE_GATEWAY -> scale(ServiceKind.GATEWAY, planned);
            case SCALE_MESSAGE -> scale(ServiceKind.MESSAGE, planned);
            case SCALE_PERSISTENCE -> scale(ServiceKind.PERSISTENCE, planned);
            case ROLL_GATEWAY -> roll(stack.services(ServiceKind.GATEWAY));
            case ROLL_MESSAGE -> roll(stack.services(ServiceKind.MESSAGE));
            case ROLL_PERSISTENCE -> roll(stack.services(ServiceKind.PERSISTENCE));
            case POISON -> poison();
            case REBALANCE -> new Done(kafka().removeAllMembers() + " groups", logbook.now());
            case CUTS -> new Done(harm.cut() + " sockets", logbook.now());
            case STALLS -> stall();
        };
        var span = new FaultSpan(planned.kind().label(), done.victim(), from, done.at());
        logbook.add(span);
        return span;
    }

    /** {@code at}: from when on the rest has to go on by itself. */
    private record Done(String victim, long at) {}

    /** The harm ends with the kill where another instance is left to take over, else when it is back. */
    private Done kill(ServiceKind kind, Planned planned) {
        ServiceInstance victim = victim(kind, planned);
        victim.process().kill();
        long killed = logbook.now();
        sleep(AWAY);
        victim.start();
        victim.await(READY);
        return new Done(victim.process().name(), stack.services(kind).size() > 1 ? killed : logbook.now());
    }

    private Done freeze(ServiceKind kind, Planned planned) {
        ServiceInstance victim = victim(kind, planned);
        victim.process().signal(Signal.STOP);
        sleep(LONGER_THAN_A_SESSION);
        victim.process().signal(Signal.CONT);
        long thawed = logbook.now();
        victim.await(READY);
        return new Done(victim.process().name(), thawed);
    }

    private Done engine(Engine.Kind kind, Duration down, boolean empty) {
        Engine engine = stack.engine(kind);
        engine.process().kill();
        sleep(down);
        if (empty) {
            deleteContents(stack.plan().data().resolve("redis"));
        }
        engine.start();
        return new Done(engine.process().name(), logbook.now());
    }

    /** Whatever waits for Redis in the router dies with it, and must be published by its successor. */
    private Done redisAndRouter(Planned planned) {
        Engine redis = stack.engine(Engine.Kind.REDIS);
        ServiceInstance router = victim(ServiceKind.MESSAGE, planned);
        redis.process().kill();
        sleep(REDIS_DOWN);
        router.process().kill();
        redis.start();
        long back = logbook.now();
        router.start();
        router.await(READY);
        return new Done("redis and " + router.process().name(), back);
    }

    private Done roll(List<ServiceInstance> services) {
        for (ServiceInstance service : services) {
            service.stop();
            service.start();
            service.await(READY);
        }
        return new Done(services.size() + " services", logbook.now());
    }

    /** What autoscaling does: in by one, and some time later out by one. */
    private Done scale(ServiceKind kind, Planned planned) {
        ServiceInstance victim = victim(kind, planned);
        victim.stop();
        sleep(SCALED_IN);
        victim.start();
        victim.await(READY);
        return new Done(victim.process().name(), logbook.now());
    }

    private Done poison() {
        List<String> all = harm.conversations();
        int written = kafka().poison(all.subList(0, Math.min(POISONED, all.size())));
        return new Done(written + " records", logbook.now());
    }

    private Done stall() {
        int stalled = harm.stall();
        sleep(LONGER_THAN_A_SESSION);
        harm.readOn();
        return new Done(stalled + " sockets", logbook.now());
    }

    private ServiceInstance victim(ServiceKind kind, Planned planned) {
        List<ServiceInstance> all = stack.services(kind);
        return all.get(planned.choice() % all.size());
    }

    private KafkaHarm kafka() {
        return new KafkaHarm("localhost:" + stack.engine(Engine.Kind.KAFKA).port());
    }

    private static void deleteContents(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
