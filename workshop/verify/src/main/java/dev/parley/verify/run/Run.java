package dev.parley.verify.run;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.toolbox.client.Parley;
import dev.parley.verify.audit.Audit;
import dev.parley.verify.audit.Database;
import dev.parley.verify.audit.FreshClients;
import dev.parley.verify.audit.RecentWatch;
import dev.parley.verify.check.Evidence;
import dev.parley.verify.client.Client;
import dev.parley.verify.client.Later;
import dev.parley.verify.fault.Injector;
import dev.parley.verify.plan.FaultPlan;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.record.FaultSpan;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.report.Result;
import dev.parley.verify.script.Cast;
import dev.parley.verify.script.Casting;
import dev.parley.verify.script.Crowd;
import dev.parley.verify.script.Script;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One run over a stack that stands: people come, talk while it is harmed, and everything is compared. Blocks. */
final class Run {
    private static final double WARM_UP_SECONDS = 5;
    private static final long LONGEST_WARM_UP = 60;
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final long SETTLE_SECONDS = 60;
    private static final int MOST_FAULTS = 1_000;

    private final RunPlan plan;
    private final Stack stack;
    private final BackgroundLoad background;
    private final Progress progress;
    private final Logbook logbook = new Logbook();
    private final List<String> failures = new ArrayList<>();

    Run(RunPlan plan, Stack stack, BackgroundLoad background, Progress progress) {
        this.plan = plan;
        this.stack = stack;
        this.background = background;
        this.progress = progress;
    }

    Result perform() {
        List<URI> gateways = stack.services(ServiceKind.GATEWAY).stream()
                .map(gateway -> URI.create(gateway.url()))
                .toList();
        try (Parley parley = Parley.at(gateways);
                Later later = new Later()) {
            Cast cast = new Casting(parley, logbook, later, progress::say).make(plan);
            cast.clients().forEach(Client::start);
            if (!Script.settle(cast, SETTLE_SECONDS)) {
                throw new StackFailure("not everybody could connect");
            }
            Result result = Result.of(plan, talkAndCompare(cast, later, parley), failures);
            cast.clients().forEach(Client::close);
            return result;
        }
    }

    private Evidence talkAndCompare(Cast cast, Later later, Parley parley) {
        var database = new Database(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword());
        try (var recent = new RecentWatch(stack.engine(Engine.Kind.REDIS).port(), cast.rooms())) {
            recent.start();
            talk(cast, parley);
            var fresh = new FreshClients(logbook, later, parley.gateways().size());
            return new Audit(cast, logbook, database, recent, fresh, progress::say).gather();
        }
    }

    private void talk(Cast cast, Parley parley) {
        try (var script = new Script(plan, cast, logbook)) {
            script.start();
            warmUp();
            background.start(stack, parley);
            long end = logbook.now() + plan.duration().toMillis();
            try {
                harm(cast, end);
            } catch (StackFailure failure) {
                failures.add("the stack did not heal: " + failure.getMessage());
            } finally {
                background.stop();
            }
            pause(LAST_WORDS);
        }
        if (!Script.settle(cast, SETTLE_SECONDS / 2)) {
            // An answer may be lost with whoever owed it; the contract's remedy is the same id again.
            cast.clients().forEach(Client::sendAllAgain);
            if (!Script.settle(cast, SETTLE_SECONDS / 2)) {
                failures.add(open(cast));
            }
        }
    }

    /** A cold stack is slow; faults should hit one that works. */
    private void warmUp() {
        long enough = Math.round(plan.rate() * WARM_UP_SECONDS / 2);
        pause(Duration.ofMillis(Math.round(1_000 * WARM_UP_SECONDS)));
        if (!Script.await(LONGEST_WARM_UP, () -> logbook.acks() > enough)) {
            failures.add("hardly anything is acked, before any fault");
        }
    }

    private static String open(Cast cast) {
        long away =
                cast.clients().stream().filter(client -> !client.connected()).count();
        int open = cast.clients().stream().mapToInt(Client::unanswered).sum();
        return away + " people cannot connect, and " + open + " sends are open";
    }

    private void harm(Cast cast, long end) {
        var injector = new Injector(stack, new Crowd(cast), logbook);
        for (var fault : FaultPlan.of(plan.seed(), plan.faults(), MOST_FAULTS).faults()) {
            if (logbook.now() >= end) {
                return;
            }
            progress.say(fault.kind().what());
            FaultSpan span = injector.inject(fault);
            progress.say(String.format(
                    Locale.ROOT,
                    "  %s, %.1f s; %,d acked so far",
                    span.victim(),
                    (logbook.now() - span.from()) / 1e3,
                    logbook.acks()));
            pause(plan.recovery(fault.kind()));
        }
        pause(Duration.ofMillis(Math.max(0, end - logbook.now())));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }
}
