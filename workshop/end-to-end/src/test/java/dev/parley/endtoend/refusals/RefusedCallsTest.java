package dev.parley.endtoend.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class RefusedCallsTest {
    private static final UUID NONE = UUID.randomUUID();

    @Test
    void withoutATokenEveryCallIsRefusedWithAProblem(RunningParley running) {
        for (String[] call : new String[][] {
            {"GET", "/api/users/me"},
            {"GET", "/api/users?query=a"},
            {"GET", "/api/auth/sessions"},
            {"POST", "/api/auth/logout"},
            {"GET", "/api/conversations"},
            {"GET", "/api/conversations/" + NONE},
            {"GET", "/api/conversations/" + NONE + "/events?after=0"},
            {"POST", "/api/conversations/" + NONE + "/messages"},
            {"GET", "/api/search?q=x"},
            {"GET", "/api/presence?users=" + NONE},
        }) {
            for (Map<String, String> headers :
                    List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer no.to.ken"))) {
                Object body = call[0].equals("POST") ? Map.of() : null;
                assertProblem(running.parley().call(call[0], call[1], headers, body), 401, "unauthenticated");
            }
        }
    }

    @Test
    void everyBrokenRuleIsAProblemWithItsCode(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID direct = ada.directWith(bob);
        String path = "/api/conversations/" + direct;

        assertProblem(ada.call("POST", "/api/conversations", "{"), 400, "bad_request");
        assertProblem(ada.call("POST", "/api/conversations", "[]"), 400, "bad_request");
        assertProblem(ada.call("POST", "/api/conversations", Map.of("type", "crowd")), 400, "bad_request");
        assertProblem(
                ada.call("POST", "/api/conversations", Map.of("type", "direct", "members", List.of())),
                400,
                "bad_request");
        assertProblem(
                ada.call("POST", "/api/conversations", Map.of("type", "group", "members", List.of(bob.id()))),
                400,
                "bad_request");
        assertProblem(ada.call("GET", "/api/conversations/not-a-uuid", null), 400, "bad_request");
        assertProblem(ada.call("GET", path + "/events?after=x", null), 400, "bad_request");
        assertProblem(ada.call("GET", path + "/events?after=-1", null), 400, "bad_request");
        assertProblem(ada.call("POST", path + "/messages", Map.of("id", UUID.randomUUID())), 400, "bad_request");
        assertProblem(ada.call("POST", path + "/messages", Map.of("id", "x", "text", "y")), 400, "bad_request");
        assertProblem(ada.send(direct, UUID.randomUUID(), "x".repeat(8_001)), 413, "too_large");
        assertProblem(ada.send(direct, UUID.randomUUID(), "x".repeat(2_000_000)), 413, "too_large");
        assertProblem(ada.call("GET", "/api/presence?users=x", null), 400, "bad_request");
        assertThat(ada.history(direct, 0)).isEmpty();
    }

    @Test
    void whatDoesNotExistAndWhatIsNotAllowedAreProblemsToo(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        UUID group = ada.group("Readers", List.of(bob));
        String path = "/api/conversations/" + group;

        assertProblem(bob.call("PATCH", path, Map.of("title", "Mine")), 403, "forbidden");
        assertProblem(bob.call("POST", path + "/members", Map.of("user", cem.id())), 403, "forbidden");
        assertProblem(bob.call("DELETE", path + "/members/" + ada.id(), null), 403, "forbidden");
        assertProblem(
                bob.call("PUT", path + "/members/" + bob.id() + "/role", Map.of("role", "owner")), 403, "forbidden");
        assertProblem(ada.call("GET", "/api/users/" + NONE, null), 404, "not_found");
        assertProblem(ada.call("GET", "/api/nothing", null), 404, "not_found");
        assertThat(ada.call("DELETE", "/api/conversations", null).status()).isEqualTo(405);
    }

    @Test
    void whatIsInternalIsNotReachedThroughAGateway(RunningParley running) {
        Person ada = running.newPerson("Ada");
        for (String path : List.of(
                "/internal/conversations/" + NONE,
                "/internal/sends",
                "/api/../internal/sends",
                "/api/conversations/../../internal/users/" + ada.id() + "/conversations",
                "/api/conversations/%2e%2e/%2e%2e/internal/users/" + ada.id() + "/conversations",
                "/q/health",
                "/q/metrics")) {
            Answer answer = ada.call("GET", path, null);
            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertThat(answer.body()).as(path).doesNotContain("lastSeq", "jvm_", "\"checks\"");
        }
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s: %s", answer.call(), answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).as(answer.call()).startsWith("application/problem+json");
        assertThat(answer.code()).as("%s: %s", answer.call(), answer.body()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\\tat ", "java.", "jakarta", "quarkus");
    }
}
