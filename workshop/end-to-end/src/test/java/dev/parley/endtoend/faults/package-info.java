/** One part after the other is lost while people chat. Nothing acknowledged may be lost, doubled or reordered by it. */
package dev.parley.endtoend.faults;
