package dev.parley.endtoend.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.endtoend.running.ManagementPage;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.process.Signal;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.RecordedSocket;
import dev.parley.toolbox.client.ServerFrame;
import dev.parley.toolbox.client.UpgradeRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class CloseCodesTest {
    private static final int MORE_THAN_A_FRAME = 70_000;

    /** Messages of 24 kB: what the sockets' buffers hold comes on top of what the gateway lets wait. */
    private static final int MORE_THAN_KERNELS_KEEP = 800;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aFrameOfMoreThan64KibEndsTheSocketWith1009(RunningParley running) {
        RecordedSocket socket = RecordedSocket.open(running.newPerson("Ada"), 0);

        socket.say().raw("{\"type\":\"ping\",\"id\":\"" + "x".repeat(MORE_THAN_A_FRAME) + "\"}");

        assertThat(socket.awaitEnd().code()).isEqualTo(1009);
    }

    @Test
    void repeatedBadFramesEndTheSocketWith4400(RunningParley running) {
        RecordedSocket socket = RecordedSocket.open(running.newPerson("Ada"), 0);

        for (int i = 0; i < 20; i++) {
            socket.say().raw("nonsense " + i);
        }

        assertThat(socket.awaitEnd().code()).isEqualTo(4400);
    }

    @Test
    void logoutEndsTheSocketsOfThatSessionWith4401(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person elsewhere = running.parley().login(ada.username(), RunningParley.PASSWORD);
        RecordedSocket first = RecordedSocket.open(ada, 0);
        RecordedSocket second = RecordedSocket.open(ada, 1);
        RecordedSocket other = RecordedSocket.open(elsewhere, 1);

        ada.logout();

        assertThat(first.awaitEnd().code()).isEqualTo(4401);
        assertThat(second.awaitEnd().code()).isEqualTo(4401);
        other.settle();
        assertThat(other.say().isOpen()).isTrue();
        assertThatThrownBy(() -> RecordedSocket.open(ada, 0)).hasCauseInstanceOf(UpgradeRefused.class);
    }

    @Test
    void aFloodEndsTheSocketWith4429(RunningParley running) {
        RecordedSocket socket = RecordedSocket.open(running.newPerson("Ada"), 0);

        for (int i = 0; i < 4_000; i++) {
            socket.say().ping("p");
        }

        assertThat(socket.awaitEnd().code()).isEqualTo(4429);
        assertThat(socket.heard(ServerFrame.Refusal.class))
                .allSatisfy(refusal -> assertThat(refusal.code()).isEqualTo("rate_limited"))
                .allSatisfy(refusal -> assertThat(refusal.retryAfter()).isPositive());
    }

    @Test
    void aSocketThatDoesNotReadIsClosedWith4408AndItsUserLacksNothingElsewhere(RunningParley running) {
        Person writer = running.newPerson("Writer");
        Person second = running.newPerson("Second");
        Person idle = running.newPerson("Idle");
        UUID group = writer.group("Much text", List.of(second, idle));
        RecordedSocket stuck = RecordedSocket.open(idle, 0);
        stuck.say().pause();

        List<Device> writers = List.of(writer.device(), second.device());
        writers.forEach(device -> device.connect(1));
        String text = "漢".repeat(7_990);
        for (int i = 0; i < MORE_THAN_KERNELS_KEEP; i++) {
            writers.get(i % 2).send(group, text + " #" + i);
        }
        writers.forEach(device -> device.awaitAcks(PATIENCE));
        Device back = idle.device();
        back.connect(0);
        back.awaitSeq(group, MORE_THAN_KERNELS_KEEP, PATIENCE);
        assertThat(back.connected()).as("one that reads stays").isTrue();

        await().atMost(PATIENCE).until(() -> putOut(running) > 0);
        stuck.say().resume();
        assertThat(stuck.awaitEnd().code()).isIn(4408, 1006);
        writers.forEach(Device::close);
        back.close();
    }

    /** How many were closed as too slow by the gateway that has the one that does not read. */
    private static double putOut(RunningParley running) throws IOException, InterruptedException {
        ServiceInstance gateway = running.instances(ServiceKind.GATEWAY).getFirst();
        return ManagementPage.of(gateway, "/q/metrics").metric("parley_gateway_closed_total{code=\"4408\"}");
    }

    @Test
    void aGatewayThatLeavesSaysGoodbyeAndClosesWith1001(RunningParley running) {
        Person ada = running.newPerson("Ada");
        RecordedSocket socket = RecordedSocket.open(ada, 1);
        ServiceInstance gateway = running.instances(ServiceKind.GATEWAY).getLast();

        gateway.process().signal(Signal.TERM);

        assertThat(socket.await(ServerFrame.Goodbye.class, _ -> true).after()).isNotNegative();
        assertThat(socket.awaitEnd().code()).isEqualTo(1001);
        RecordedSocket elsewhere = RecordedSocket.open(ada, 0);
        elsewhere.settle();
        gateway.stop();
        running.startAgain(gateway);
        RecordedSocket.open(ada, 1).settle();
    }

    @Test
    void withoutATokenThatHoldsThereIsNoSocket(RunningParley running) {
        for (String token : List.of("", "Bearer", "Bearer x.y.z", "Basic cGFybGV5OnBhcmxleQ==")) {
            Map<String, String> headers = token.isEmpty() ? Map.of() : Map.of("Authorization", token);
            assertThatThrownBy(() ->
                            running.parley().open(0, headers, (_, _) -> {}).join())
                    .hasCauseInstanceOf(UpgradeRefused.class)
                    .cause()
                    .extracting("status")
                    .as("the answer to '%s'", token)
                    .isEqualTo(401);
        }
    }

    @Test
    void aPageOfAnotherOriginGetsNoSocket(RunningParley running) {
        Person ada = running.newPerson("Ada");
        var headers = Map.of("Authorization", "Bearer " + ada.accessToken(), "Origin", "https://elsewhere.example");

        assertThatThrownBy(() -> running.parley().open(0, headers, (_, _) -> {}).join())
                .hasCauseInstanceOf(UpgradeRefused.class);
    }
}
