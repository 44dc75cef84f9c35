/** How long to wait before the same thing is tried again. Knows nothing of what is tried. */
package dev.parley.persistence.retry;
