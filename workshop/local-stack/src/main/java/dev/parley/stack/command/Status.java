package dev.parley.stack.command;

import dev.parley.stack.process.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./parley status}: what runs, whether it is ready, and what it weighs. */
@Command(name = "status", description = "Shows the parts of the running stack.")
final class Status implements Callable<Integer> {
    @ParentCommand
    private Launcher launcher;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", description = "The data directory of the stack (.parley/data).")
    private Path data;

    @Override
    public Integer call() {
        var console = new Console(spec.commandLine().getOut());
        try {
            RunFile run = RunFile.read(launcher.data(data));
            console.line(String.format(
                    Locale.ROOT, "  %-24s %8s  %-10s %8s  %s", "part", "pid", "state", "memory", "address"));
            boolean allWell = true;
            for (RunFile.Part part : run.processes()) {
                String state = state(part);
                allWell &= !state.equals("ended") && !state.equals("not ready");
                console.line(String.format(
                        Locale.ROOT,
                        "  %-24s %8d  %-10s %5d MB  %s",
                        part.name(),
                        part.pid(),
                        state,
                        residentMegabytes(part.pid()),
                        part.url() == null ? "" : part.url()));
            }
            return allWell ? 0 : 1;
        } catch (StackFailure e) {
            console.failed(e.getMessage());
            return 1;
        }
    }

    private static String state(RunFile.Part part) {
        if (ProcessHandle.of(part.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
            return "ended";
        }
        if (part.management() == null) {
            return "running";
        }
        var request = HttpRequest.newBuilder(URI.create(part.management() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
                    ? "ready"
                    : "not ready";
        } catch (IOException e) {
            return "not ready";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not ready";
        }
    }

    /** From /proc; 0 where there is none. */
    private static long residentMegabytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
