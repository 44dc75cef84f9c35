/** What the other services ask. Never proxied; authenticated by the credential of calls between services. */
package dev.parley.persistence.internal;
