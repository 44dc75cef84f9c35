/**
 * Holds what operators get against the code: images, compose file, manifests, dashboards, alerts, the configuration reference.
 *
 * <p>Nothing here runs a cluster. What can be known without one is: every field exists in the API it is written for, every name
 * that is used is defined, every setting exists in the service that is given it, every metric that is asked for is made.
 */
package dev.parley.deployment;
