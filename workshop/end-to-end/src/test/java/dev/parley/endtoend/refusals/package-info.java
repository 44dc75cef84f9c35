/** Everything a client may do wrong, or should not be able to do: the answer is the contract's, and nothing is left behind. */
package dev.parley.endtoend.refusals;
