package dev.parley.stack.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./parley where}: how far one message of the running stack has come. */
@Command(
        name = "where",
        description = "Tells how far one message has come: accepted, logged, counted, stored, delivered.")
final class Where implements Callable<Integer> {
    private static final int OK = 200;

    @ParentCommand
    private Launcher launcher;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", description = "The conversation's id.")
    private String conversation;

    @Parameters(index = "1", description = "The message's seq, or the id that its sender gave it.")
    private String message;

    @Option(names = "--minutes", description = "How far back the log is looked through for what is not stored (15).")
    private int minutes = 15;

    @Option(names = "--data", description = "The data directory of the stack (.parley/data).")
    private Path data;

    @Override
    public Integer call() {
        var console = new Console(spec.commandLine().getOut());
        try {
            Path home = launcher.data(data);
            HttpResponse<String> answer =
                    ask(RunFile.read(home), Secrets.of(home).service());
            JsonNode told = new ObjectMapper().readTree(answer.body());
            if (answer.statusCode() != OK) {
                console.failed(told.path("detail").asText("status " + answer.statusCode()));
                return 1;
            }
            tell(console, told);
            return 0;
        } catch (StackFailure | IOException e) {
            console.failed(e.getMessage());
            return 1;
        }
    }

    private HttpResponse<String> ask(RunFile run, String secret) throws IOException {
        String url = run.processes().stream()
                .filter(part -> part.name().startsWith("persistence-service"))
                .map(RunFile.Part::url)
                .findFirst()
                .orElseThrow(() -> new StackFailure("no persistence-service runs"));
        String which = message.matches("\\d+") ? "seq=" + message : "message=" + message + "&minutes=" + minutes;
        String credential = Base64.getEncoder().encodeToString(("parley:" + secret).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(
                        URI.create(url + "/internal/conversations/" + conversation + "/where?" + which))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credential)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }

    private static void tell(Console console, JsonNode told) {
        console.line(
                "  " + told.path("kind").asText("?") + " " + told.path("id").asText("")
                        + (told.has("seq") ? ", seq " + told.path("seq").asText() : ", no seq yet"));
        console.line("  accepted   " + told.path("accepted").path("at").asText("not known") + " from "
                + told.path("accepted").path("sender").asText("nobody"));
        console.line("  logged     partition " + told.path("partition").asText() + ", "
                + (told.has("logged")
                        ? "offset " + told.path("logged").path("offset").asText() + ", "
                                + told.path("logged").path("at").asText()
                        : "not found in the stretch looked through"));
        console.line("  counted    " + passed(told.path("counted")) + ", and published before that");
        console.line("  stored     " + passed(told.path("stored")));
        JsonNode delivered = told.path("delivered");
        console.line("  delivered  to " + delivered.path("delivered").size() + " and read by "
                + delivered.path("read").size() + " of "
                + delivered.path("members").asInt() + " members");
    }

    private static String passed(JsonNode reader) {
        String done = !reader.has("done") ? "not known" : reader.path("done").asBoolean() ? "yes" : "not yet";
        return done + " (next offset " + reader.path("next").asText("not known") + ")";
    }
}
