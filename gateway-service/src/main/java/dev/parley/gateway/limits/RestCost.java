package dev.parley.gateway.limits;

/** Kinds of REST calls by what they cost. A user has a bucket for each. */
public enum RestCost {
    /** One page or one thing, by its key. */
    READ,
    /** A page of the conversation list, with heads, marks and counts. */
    LIST,
    /** A search over all conversations of the user. */
    SEARCH,
    /** A change that concerns few people. */
    WRITE,
    /** A change of who is in a conversation: it is published to every member. */
    MEMBERSHIP,
    /** Sessions, passwords, the account itself. */
    ACCOUNT
}
