package dev.parley.stack.log;

/** Where history is: the JDBC address of the chat database, and its owner. */
public record History(String url, String user, String password) {}
