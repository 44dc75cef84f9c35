/**
 * Where one message is on its way: asked by people who look after the system. Reads what everybody else has left behind (the log, the
 * routers' offsets, the tables) and keeps nothing itself. Nothing depends on it.
 */
package dev.parley.persistence.whereabouts;
