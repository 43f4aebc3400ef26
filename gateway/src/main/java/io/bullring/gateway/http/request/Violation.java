package io.bullring.gateway.http.request;

/**
 * One thing that is wrong with a request.
 *
 * @param place where the field stands
 * @param field dotted path of the field inside its place
 * @param message the rule, for humans
 * @param type the rule, for programs
 */
public record Violation(Place place, String field, String message, String type) {
    /** The parts of a request that carry fields. */
    public enum Place {
        BODY("body"),
        QUERY("query"),
        PATH("path"),
        HEADER("header");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        /** As it is called in an answer. */
        public String text() {
            return text;
        }
    }
}
