/** The web client's files: what is served for which path, how long it may be kept, and what a browser may do with it. */
package dev.parley.gateway.web;
