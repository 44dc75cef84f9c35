/** Whether the node should be given new sockets and calls. */
package dev.parley.gateway.health;
