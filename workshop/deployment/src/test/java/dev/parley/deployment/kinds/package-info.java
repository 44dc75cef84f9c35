/** Strict models of every kind that {@code k8s/} contains: a field that the API does not have fails. */
package dev.parley.deployment.kinds;
