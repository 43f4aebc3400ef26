package io.bullring.gateway.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bullring.arena.metric.DeflatedSharpe;
import io.bullring.arena.metric.DeflatedSharpe.Method;
import io.bullring.gateway.http.request.JsonMember.Kind;
import java.io.IOException;
import java.util.Arrays;

/**
 * The body that asks whether a Sharpe ratio is more than luck. Valid once {@link #read} has said yes, and until it reads again;
 * for one thread.
 */
public final class DeflatedSharpeBody {
    /** Bytes that a body takes at most: so many numbers with all their digits. */
    public static final int MAX_BYTES = 512 << 10;

    private static final int MIN_RETURNS = 10;
    private static final int MAX_RETURNS = 10_000;
    private static final int MAX_TRIALS = 100_000;
    private static final int MAX_PERIODS = 525_600;
    private static final int USUAL_PERIODS = 252;

    private final JsonMembers members = new JsonMembers("returns", "num_trials", "annualization_factor", "method");
    private final JsonMember returnsMember = members.at(0);
    private final JsonMember trialsMember = members.at(1);
    private final JsonMember periodsMember = members.at(2);
    private final JsonMember methodMember = members.at(3);
    private final DecimalText decimal = new DecimalText();

    private double[] returns;
    private int trials;
    private int periodsPerYear;
    private Method method;

    /** Reads a question; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        returns = readReturns(json, violations);
        trials = trialsMember.requiredCount(decimal, MAX_TRIALS, 1, violations);
        periodsPerYear = periodsMember.isPresent()
                ? periodsMember.count(decimal, MAX_PERIODS, USUAL_PERIODS, violations)
                : USUAL_PERIODS;
        method = readMethod(violations);
        return violations.isEmpty();
    }

    /** Of each period, as fractions. */
    public double[] returns() {
        return returns.clone();
    }

    public int trials() {
        return trials;
    }

    /** By which the ratio is annualised. */
    public int periodsPerYear() {
        return periodsPerYear;
    }

    public Method method() {
        return method;
    }

    private double[] readReturns(byte[] json, Violations violations) {
        if (returnsMember.kind() == Kind.ABSENT) {
            violations.missing(returnsMember.path());
            return new double[0];
        }
        if (returnsMember.kind() != Kind.ARRAY) {
            violations.invalid(returnsMember.path(), "Input should be a list of numbers");
            return new double[0];
        }
        double[] read = new double[MAX_RETURNS];
        int count = 0;
        try (JsonParser parser = BoundedJson.parser(json, returnsMember.offset(), returnsMember.length())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (count == MAX_RETURNS) {
                    violations.invalid(returnsMember.path(), "List should have at most " + MAX_RETURNS + " items");
                    return new double[0];
                }
                if (!parser.currentToken().isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
                    violations.invalid(returnsMember.path() + '.' + count, "Input should be a number");
                    return new double[0];
                }
                read[count++] = parser.getDoubleValue();
            }
        } catch (IOException e) {
            violations.invalid(returnsMember.path(), "Input should be a list of numbers");
            return new double[0];
        }
        double[] all = Arrays.copyOf(read, count);
        if (count < MIN_RETURNS) {
            violations.invalid(returnsMember.path(), "List should have at least " + MIN_RETURNS + " items");
        } else if (!DeflatedSharpe.isDefined(all)) {
            violations.invalid(returnsMember.path(), "Input should be numbers whose variance fits a double");
        }
        return all;
    }

    private Method readMethod(Violations violations) {
        if (!methodMember.isPresent()) {
            return Method.TEXTBOOK;
        }
        return switch (methodMember.kind() == Kind.TEXT ? methodMember.text() : "") {
            case "textbook" -> Method.TEXTBOOK;
            case "reference" -> Method.REFERENCE;
            default -> {
                violations.notOneOf(methodMember.path(), "'textbook' or 'reference'");
                yield Method.TEXTBOOK;
            }
        };
    }
}
