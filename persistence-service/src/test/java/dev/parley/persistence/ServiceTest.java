package dev.parley.persistence;

import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the running service with a real Kafka and a real Postgres. */
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "postgres", value = "parley_chat"), @ResourceArg(name = "kafka", value = "true")
        })
public abstract class ServiceTest {
    protected Engines engines;
    protected Tokens tokens;
    protected Scene scene;
    protected final UUID ann = UUID.randomUUID();
    protected final UUID bob = UUID.randomUUID();
    protected final UUID eve = UUID.randomUUID();

    @BeforeEach
    void enter() {
        scene = new Scene(engines, tokens);
    }

    @AfterEach
    void leave() {
        scene.close();
    }
}
