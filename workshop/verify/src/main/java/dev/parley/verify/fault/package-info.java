/** The harm that is done to a running stack, and its healing. */
package dev.parley.verify.fault;
