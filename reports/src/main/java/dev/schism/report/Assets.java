// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style and the script of the page, and the policy that lets these two run and nothing else. */
final class Assets {

    private static final String STYLE = "report.css";
    private static final String SCRIPT = "report.js";

    private Assets() {}

    static View.Assets load() {
        return assets(text(STYLE), text(SCRIPT));
    }

    /** Returns the style with a file of further rules, and another script. */
    static View.Assets load(String furtherStyle, String script) {
        return assets(text(STYLE) + text(furtherStyle), text(script));
    }

    private static View.Assets assets(String style, String script) {
        String policy =
                "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                        .formatted(hash(style), hash(script));
        return new View.Assets(policy, style, script);
    }

    /** Reads a file of ours; line ends are those that a browser sees, because the hash is made of them. */
    private static String text(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("module must contain " + name + ": missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hashes the content of an element as Content Security Policy wants it. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
