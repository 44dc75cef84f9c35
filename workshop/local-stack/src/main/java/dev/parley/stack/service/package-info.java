/** The five services as processes of one machine, and the whole they make with the engines. */
package dev.parley.stack.service;
