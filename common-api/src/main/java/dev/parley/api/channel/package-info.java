/** What crosses Redis: the names of channels and keys that two services share, and what is published to users. */
package dev.parley.api.channel;
