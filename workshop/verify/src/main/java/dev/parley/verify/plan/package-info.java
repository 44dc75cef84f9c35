/** What a run shall do, all of it made from one seed: who is with whom, and which fault comes when. */
package dev.parley.verify.plan;
