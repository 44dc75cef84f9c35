package dev.parley.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Gives out ports on loopback that nobody has, each once. */
public final class Ports {
    private static final int FIRST = 10_240;
    private static final int FIRST_OF_CLIENTS = 32_768;
    private static final int SPREAD = 1_000;
    private static final int LAST = 65_535;
    private final Set<Integer> given = new HashSet<>();

    /** The first free port from {@code wanted} upwards. */
    public int freeFrom(int wanted) {
        for (int port = wanted; port <= LAST; port++) {
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new StackFailure("no free port from " + wanted + " upwards");
    }

    /**
     * Any free port below those that the kernel gives to clients. A server on one of those may not get it back after a
     * kill: somebody's outgoing connection has it, or even a connection of its own client to itself.
     */
    public int any() {
        return freeFrom(ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_CLIENTS - SPREAD));
    }

    /** Whether a server could listen here. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody listens here. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
