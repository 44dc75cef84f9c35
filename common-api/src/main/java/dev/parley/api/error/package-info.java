/** The refusals of the public contract. */
package dev.parley.api.error;
