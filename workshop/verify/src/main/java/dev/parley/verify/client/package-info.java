/** A client written against the public contract alone, which notes all it sees. */
package dev.parley.verify.client;
