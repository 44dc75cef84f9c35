/** Read and delivered marks: seqs that only ever move forward. */
package dev.parley.api.receipt;
