package dev.parley.message.sending;

import com.ibm.icu.lang.CharacterProperties;
import com.ibm.icu.lang.UProperty;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The emoji that a reaction may be: those that Unicode recommends for general interchange (RGI), each in one spelling.
 * Keyboards differ in whether they write the variation selector behind {@code ❤}; to people it is the same heart. Pure;
 * the first use takes a tenth of a second.
 */
final class ReactionEmoji {
    private static final Map<String, String> BY_FOLDED = byFolded();

    private ReactionEmoji() {}

    /** The emoji as Unicode spells it; empty if it is none. */
    static Optional<String> of(String text) {
        return text == null ? Optional.empty() : Optional.ofNullable(BY_FOLDED.get(fold(text)));
    }

    private static String fold(String emoji) {
        return emoji.replace("\ufe0f", "").replace("\ufe0e", "");
    }

    private static Map<String, String> byFolded() {
        Map<String, String> byFolded = new HashMap<>();
        for (String emoji : CharacterProperties.getBinaryPropertySet(UProperty.RGI_EMOJI)) {
            byFolded.put(fold(emoji), emoji);
        }
        return Map.copyOf(byFolded);
    }
}
