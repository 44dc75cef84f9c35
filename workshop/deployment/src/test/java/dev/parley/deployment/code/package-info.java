/** What the code of the services says of itself: ports, settings, engines, calls, metrics. Read from sources, not from copies. */
package dev.parley.deployment.code;
