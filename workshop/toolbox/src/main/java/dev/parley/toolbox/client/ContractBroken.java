package dev.parley.toolbox.client;

/** A server said something the contract does not allow. */
public final class ContractBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContractBroken(String what) {
        super(what);
    }

    ContractBroken(String what, Throwable cause) {
        super(what, cause);
    }
}
