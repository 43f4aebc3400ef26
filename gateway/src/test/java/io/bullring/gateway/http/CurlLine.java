package io.bullring.gateway.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a manual that calls curl, with the few options that ours use. */
record CurlLine(String method, String url, List<String> headers, String body) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final String COMMENT = "# ";
    private static final Pattern REFUSED = Pattern.compile("# Refused at present, ([A-Z_]+)(, [a-z_]+)?: .+");

    /**
     * One of a manual's lines.
     *
     * @param code of the error that the manual names, where it says so: in a comment, below another one that names it; else empty
     * @param reason in that error's details, or empty
     */
    record Documented(String line, String code, String reason) {
        boolean isRefused() {
            return !code.isEmpty();
        }
    }

    /** All such lines within fences of {@code bash}, in their order; comments are none. */
    static List<String> in(String markdown) {
        return allIn(markdown).stream().filter(line -> !line.isRefused()).map(Documented::line).toList();
    }

    /** The lines that are in comments. */
    static List<Documented> refusedIn(String markdown) {
        return allIn(markdown).stream().filter(Documented::isRefused).toList();
    }

    /** Those to type and those in comments, in their order. */
    static List<Documented> allIn(String markdown) {
        List<Documented> all = new ArrayList<>();
        Iterator<String> lines = shell(markdown).iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.startsWith(COMMENT)) {
                all.add(new Documented(line, "", ""));
                continue;
            }
            Matcher words = REFUSED.matcher(line);
            if (!words.matches()) {
                throw new IllegalArgumentException("says no error: " + line);
            }
            String reason = words.group(2) == null ? "" : words.group(2).substring(2);
            all.add(new Documented(lines.next().substring(COMMENT.length()), words.group(1), reason));
        }
        return all;
    }

    private static List<String> shell(String markdown) {
        List<String> lines = new ArrayList<>();
        boolean isShell = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                isShell = line.equals("```bash");
            } else if (isShell) {
                lines.add(line);
            }
        }
        return lines;
    }

    static CurlLine parse(String line) {
        List<String> words = WORD.matcher(line).results().map(CurlLine::word).toList();
        if (!words.getFirst().equals("curl")) {
            throw new IllegalArgumentException("not curl: " + line);
        }
        String method = null;
        String url = null;
        String body = null;
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {
                    // it only quietens curl
                }
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
                default -> url = words.get(i);
            }
        }
        String usual = body == null ? "GET" : "POST";
        return new CurlLine(method == null ? usual : method, url, headers, body);
    }

    HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        return headers.isEmpty() ? request.build() : request.headers(headers.toArray(String[]::new)).build();
    }

    private static String word(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        throw new IllegalStateException("a word without text");
    }
}
