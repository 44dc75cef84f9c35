package dev.parley.stack.engine;

import dev.parley.api.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The main class of the broker's own JVM: formats the data directory if it is new, serves, creates the topics that are
 * missing, and then leaves a file that says it is ready.
 */
final class KafkaBroker {
    /** Constant, so that data found again belongs to this cluster. */
    private static final String CLUSTER_ID = "parley-local-stack-000";

    private KafkaBroker() {}

    /** Appears when the broker can be used. */
    static Path readyFile(Path data) {
        return data.resolve("ready");
    }

    /** Arguments: data directory, client port, controller port, partitions of the events' topics. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        Properties settings = settings(data, port, Integer.parseInt(args[2]));
        format(data);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        createTopics("localhost:" + port, Integer.parseInt(args[3]));
        Files.createFile(readyFile(data));
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setClusterId(CLUSTER_ID)
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(logs(data))
                .addDirectory(logs(data))
                .setIgnoreFormatted(true)
                .setPrintStream(System.out)
                .run();
    }

    private static String logs(Path data) throws IOException {
        return Files.createDirectories(data.resolve("logs")).toString();
    }

    private static Properties settings(Path data, int port, int controllerPort) throws IOException {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", logs(data));
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        // A router killed within a transaction holds up its successor until this is noticed.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a kill -9 the broker waits for its own old session to end; but a session that is too short ends on a
        // busy
        // machine too, and for that time nobody leads the partitions.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.segment.bytes", "134217728");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        return settings;
    }

    private static void createTopics(String bootstrap, int partitions) throws InterruptedException, ExecutionException {
        Map<String, String> forEver = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        Map<String, String> oneDay = Map.of(TopicConfig.RETENTION_MS_CONFIG, "86400000");
        var topics = List.of(
                topic(Topics.EVENTS, partitions, forEver),
                topic(Topics.POSITIONS, partitions, compacted),
                topic(Topics.RECEIPTS, partitions, oneDay),
                topic(Topics.CONVERSATIONS, 3, compacted),
                topic(Topics.SESSIONS, 3, oneDay),
                topic(Topics.DEAD_LETTERS, 1, forEver));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var results = admin.createTopics(new ArrayList<>(topics)).values().values();
            for (var result : results) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }
}
