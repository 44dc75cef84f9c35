package dev.parley.verify.check;

import java.util.List;

/** One promise. Holds no state: what it says follows from the evidence alone. */
public interface Check {
    /** The promise, as a sentence. */
    String promise();

    /** Where it was broken; empty if it held. */
    List<Violation> violations(Evidence evidence);

    /** All of them, in the order in which they are reported. */
    static List<Check> all() {
        return List.of(
                new AckedIsKeptOnce(),
                new RefusedIsNotKept(),
                new EverythingIsAnswered(),
                new SeqsHaveNoHoles(),
                new LiveIsHistory(),
                new TellingsAgree(),
                new ClientsAreComplete(),
                new SocketsKeepOrder(),
                new MembershipBounds(),
                new MarksOnlyRise(),
                new UnreadIsRecounted(),
                new NothingIsInvented(),
                new AcksResume(),
                new FramesAreOfTheContract());
    }
}
