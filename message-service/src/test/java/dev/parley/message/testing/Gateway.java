package dev.parley.message.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.ReceiptBatch;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.testkit.Engines;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Speaks to the service as a gateway does. */
public final class Gateway {
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final String secret;

    public Gateway(Engines engines) {
        this.secret = engines.serviceSecret();
    }

    /** A message with an id of its own. */
    public static Send.Message message(UserId sender, ConversationId conversation, String text) {
        return new Send.Message(sender, conversation, UUID.randomUUID(), text, null);
    }

    public List<SendResult> send(Send... sends) {
        return submit(new SendBatch(Arrays.asList(sends))).results();
    }

    /** Sends what cannot have been sent before. */
    public SendResults sendFresh(Send... sends) {
        return submit(new SendBatch(Arrays.asList(sends), Map.of(), true));
    }

    private SendResults submit(SendBatch batch) {
        try {
            String answer = given().auth()
                    .preemptive()
                    .basic("parley", secret)
                    .contentType(ContentType.JSON)
                    .body(json.writeValueAsString(batch))
                    .post("/internal/sends")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            return json.readValue(answer, SendResults.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SendResult sendOne(Send send) {
        return send(send).getFirst();
    }

    /** Reports receipts; returns the status. */
    public int report(ReceiptBatch batch) {
        try {
            return given().auth()
                    .preemptive()
                    .basic("parley", secret)
                    .contentType(ContentType.JSON)
                    .body(json.writeValueAsString(batch))
                    .post("/internal/receipts")
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
