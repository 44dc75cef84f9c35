/** What a native executable would lack, found without building one. */
package dev.parley.deployment.nativeimage;
