package dev.parley.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verify.plan.FaultKind;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.report.Result;
import dev.parley.verify.report.TextReport;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run over a stack of its own, some minutes long: what {@code ./parley verify} does for as long as one likes. */
class ShortRunTest {
    private static final String FAULTS = "kill-gateway,kill-message,kill-persistence,redis,kafka,cuts";

    @Test
    void thePromisesHoldWhilePartsAreKilled() {
        var out = new PrintWriter(System.out, true, Charset.defaultCharset());
        Path root = Path.of(System.getProperty("parley.root", "../.."));
        var plan = new RunPlan(1, 40, 60, Duration.ofSeconds(100), FaultKind.parse(FAULTS), Duration.ofSeconds(8));

        Result result = PrivateStack.run(plan, root, Path.of("target/stack"), new Progress(out));

        new TextReport(out).print(result);
        assertThat(result.holds()).as("the report above").isTrue();
    }
}
