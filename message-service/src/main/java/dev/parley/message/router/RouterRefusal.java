package dev.parley.message.router;

/** Going on would give wrong seqs, or might: the router does not, until a person has looked. */
final class RouterRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RouterRefusal(String message) {
        super(message);
    }
}
