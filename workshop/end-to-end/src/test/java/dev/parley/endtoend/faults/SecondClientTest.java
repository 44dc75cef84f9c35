package dev.parley.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.engine.Engine;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that shares nothing with ours but the contract comes to the same result. */
@Order(Order.DEFAULT + 2)
@ExtendWith(SharedStack.class)
class SecondClientTest {
    private static final int SECONDS = 40;
    private static final Path SAID = Path.of("target/second-client.log");

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void aClientWrittenFromTheContractAloneFindsThePromisesKept(RunningParley running) throws Exception {
        Process client = start(running);
        try {
            kill(running, ServiceKind.MESSAGE);
            kill(running, ServiceKind.GATEWAY);
            Engine redis = running.engine(Engine.Kind.REDIS);
            redis.process().kill();
            redis.start();
            kill(running, ServiceKind.PERSISTENCE);

            assertThat(client.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(client.exitValue()).as(Files.readString(SAID)).isZero();
            assertThat(Files.readString(SAID)).contains(" 0 promises broken");
        } finally {
            client.destroyForcibly();
        }
    }

    private static Process start(RunningParley running) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                "--experimental-websocket",
                "--no-warnings",
                "src/test/node/second-client.mjs",
                Integer.toString(SECONDS)));
        running.instances(ServiceKind.GATEWAY).forEach(gateway -> command.add(gateway.url()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(SAID.toFile())
                .start();
    }

    private static void kill(RunningParley running, ServiceKind kind) {
        ServiceInstance victim = running.instances(kind).getFirst();
        running.kill(victim);
        running.startAgain(victim);
    }
}
