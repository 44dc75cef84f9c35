/** The commands of the toolbox. Everything here speaks to Parley through its public contract only. */
package dev.parley.toolbox;
