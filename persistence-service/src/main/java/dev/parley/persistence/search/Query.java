package dev.parley.persistence.search;

import dev.parley.persistence.search.Words.Word;
import dev.parley.persistence.web.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is searched for: messages with all these terms, and one that starts with the last one, as it may still be being
 * typed.
 */
record Query(Set<String> terms, String prefix) {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_TERMS = 32;

    static Query of(String text, Words words) {
        if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
            throw Refusal.badRequest("q has 1 to 200 characters");
        }
        List<String> terms = words.inQuery(text).stream().map(Word::term).toList();
        if (terms.isEmpty()) {
            return null;
        }
        List<String> all = terms.subList(0, Math.min(MAX_TERMS, terms.size()));
        return new Query(new HashSet<>(all.subList(0, all.size() - 1)), all.getLast());
    }

    boolean matches(String term) {
        return terms.contains(term) || term.startsWith(prefix);
    }

    /** As Postgres reads it, the last term being whole: every term quoted, so that nothing in one is an operator. */
    String whole() {
        StringBuilder query = new StringBuilder();
        terms.forEach(term -> query.append(quoted(term)).append(" & "));
        return query.append(quoted(prefix)).toString();
    }

    /** The same, the last term being the beginning of one. */
    String begun() {
        return whole() + ":*";
    }

    private static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
