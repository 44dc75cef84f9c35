/** Small value types for the ids that cross seams; each is a UUID on the wire, as a plain JSON string. */
package dev.parley.api.id;
