/** What the texts must be that people write for each other, wherever they come in. */
package dev.parley.api.text;
