/** What the service's tests share: a stand-in for persistence-service, a listener on live channels, and short ways to send. */
package dev.parley.message.testing;
