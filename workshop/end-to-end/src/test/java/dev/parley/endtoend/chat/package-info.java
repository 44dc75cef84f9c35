/** Many people, two gateways, nothing broken on purpose: everybody has everything, once, in one order, also after a restart. */
package dev.parley.endtoend.chat;
