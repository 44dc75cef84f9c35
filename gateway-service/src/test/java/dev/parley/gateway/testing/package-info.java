/** What the gateway's tests are made with: the services behind it as tiny HTTP servers, a router, and a client. */
package dev.parley.gateway.testing;
