/** The way from a started process to a ready service: tables first, then keys. */
package dev.parley.auth.startup;
