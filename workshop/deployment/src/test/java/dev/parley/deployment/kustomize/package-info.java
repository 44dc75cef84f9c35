/**
 * As much of kustomize as {@code k8s/} uses, so that overlays can be rendered where no kubectl is. Where there is one, a test
 * compares. What it does not know it refuses.
 */
package dev.parley.deployment.kustomize;
