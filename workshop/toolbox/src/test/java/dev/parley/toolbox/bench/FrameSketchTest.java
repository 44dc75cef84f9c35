package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameSketchTest {
    @Test
    void fieldsAreFoundInAnyOrderAndNestedOnesAreNot() {
        var sketch = FrameSketch.of(
                "{\"id\":\"i\",\"extra\":{\"type\":\"no\",\"seq\":9},\"seq\":7,\"type\":\"event\",\"kind\":\"message\",\"conversation\":\"c\"}"
                        .getBytes(UTF_8));

        assertThat(sketch).isEqualTo(new FrameSketch("event", "c", "i", "message", null, 7));
    }
}
