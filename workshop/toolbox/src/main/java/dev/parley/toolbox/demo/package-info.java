/**
 * Fills a running stack with a few people and what they said to each other, from {@code demo/screenplay.txt}. Depends on
 * {@code client}.
 */
package dev.parley.toolbox.demo;
