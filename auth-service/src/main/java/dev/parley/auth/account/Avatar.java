package dev.parley.auth.account;

import dev.parley.api.text.PlainText;
import dev.parley.auth.problem.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's picture: an https (or http) URL, or a small image as a {@code data:} URL. SVG is not among the images: it may
 * carry scripts.
 */
public record Avatar(String value) {
    /** The most characters of a URL. */
    private static final int MAX_URL = 2_048;

    /** The most characters of a data URL, about 24 KiB of image: lists of users carry their pictures. */
    private static final int MAX_DATA = 32_768;

    private static final Pattern DATA =
            Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/]+={0,2})");
    private static final String RULE = "avatar: an http(s) URL of at most " + MAX_URL
            + " characters, or a data: URL with a png, jpeg, gif or webp image in base64, at most " + MAX_DATA
            + " characters.";

    public Avatar {
        boolean valid = value.startsWith("data:") ? isImage(value) : isWebAddress(value);
        if (!valid) {
            throw Refusal.badRequest(RULE);
        }
    }

    private static boolean isImage(String value) {
        if (value.length() > MAX_DATA) {
            return false;
        }
        Matcher matcher = DATA.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(matcher.group(1)).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isWebAddress(String value) {
        if (value.length() > MAX_URL) {
            return false;
        }
        try {
            URI uri = new URI(value);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && PlainText.isOneLine(value);
        } catch (URISyntaxException notUri) {
            return false;
        }
    }
}
