/** People at the web client, in a real browser. Elements are found by the hooks that the web client's README names. */
package dev.parley.endtoend.browser;
