/** The promises, one class each, over plain evidence. Depends on records only, so that each is tested with evidence made by hand. */
package dev.parley.verify.check;
