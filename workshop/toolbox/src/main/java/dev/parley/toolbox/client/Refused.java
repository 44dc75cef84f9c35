package dev.parley.toolbox.client;

/** A REST call was answered with another status than the caller can use. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refused(Answer answer) {
        super(answer.call() + " was answered with " + answer.status() + ": " + answer.body());
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
