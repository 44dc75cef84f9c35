/** Every failed REST call answers with a problem document; nothing of the framework's own error pages gets out. */
package dev.parley.message.problem;
