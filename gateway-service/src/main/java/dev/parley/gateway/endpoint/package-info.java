/**
 * {@code /ws}: where a socket begins and ends and where each of its frames is given to the feature it is for. The only package that
 * knows all features; none knows it.
 */
package dev.parley.gateway.endpoint;
