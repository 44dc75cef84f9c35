/** Sessions as gateways report them, and presence as presence-service concludes it. */
package dev.parley.api.presence;
