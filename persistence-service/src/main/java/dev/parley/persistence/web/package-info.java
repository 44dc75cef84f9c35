/**
 * What all endpoints share: who calls, how a refusal looks, how ids in paths are read.
 */
package dev.parley.persistence.web;
