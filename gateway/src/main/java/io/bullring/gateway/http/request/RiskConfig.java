package io.bullring.gateway.http.request;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.e8.E8;
import io.bullring.gateway.http.request.JsonMember.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The risk settings of an agent: an object under one of two names, kept as its owner wrote it, but for white space, and as the profile
 * that the engine enforces. A setting that is absent or null is not set; members that it does not know stay in the text.
 * Reused with its body; for one thread.
 */
public final class RiskConfig {
    /** Longest text, in bytes. */
    public static final int MAX_BYTES = 4_096;

    private static final long PERCENT_100_E8 = 100 * E8.ONE;
    private static final String EMPTY_TEXT = "";

    private final JsonMember member;
    private final JsonMember alias;
    private final JsonMembers settings;
    private final JsonMembers aliasSettings;
    private final DecimalText decimal = new DecimalText();

    private RiskProfile profile = RiskProfile.NONE;
    private String text = EMPTY_TEXT;

    RiskConfig(JsonMember member, JsonMember alias) {
        this.member = member;
        this.alias = alias;
        settings = settingsOf(member);
        aliasSettings = settingsOf(alias);
    }

    /**
     * Reads the object.
     *
     * @param body which the member was found in
     * @param maxOpenOrdersPerAgent largest setting of max_open_orders
     */
    void read(byte[] body, int maxOpenOrdersPerAgent, Violations violations) {
        profile = RiskProfile.NONE;
        text = EMPTY_TEXT;
        if (alias.isPresent()) {
            profile = profileOf(alias, aliasSettings, body, maxOpenOrdersPerAgent, violations);
        }
        if (member.isPresent()) {
            RiskProfile other = profile;
            profile = profileOf(member, settings, body, maxOpenOrdersPerAgent, violations);
            if (alias.isPresent() && !profile.equals(other)) {
                violations.invalid(member.path(), member.path() + " and " + alias.path() + " should be equal");
            }
        }
    }

    /** Whether the body says anything about the settings; {@code null} clears them all. */
    boolean isNamed() {
        return member.isNamed() || alias.isNamed();
    }

    public RiskProfile profile() {
        return profile;
    }

    /** As the owner wrote it, without the white space between its parts; empty when there are no settings. */
    public String text() {
        return text;
    }

    private static JsonMembers settingsOf(JsonMember object) {
        return JsonMembers.within(
                object.path(),
                "max_order_size_pct",
                "max_position_size_pct",
                "daily_loss_limit_pct",
                "min_order_size_usd",
                "max_open_orders",
                "order_rate_limit");
    }

    private RiskProfile profileOf(
            JsonMember object, JsonMembers members, byte[] body, int maxOpenOrdersPerAgent, Violations violations) {
        if (object.kind() != Kind.OBJECT) {
            violations.add(Violation.Place.BODY, object.path(), "Input should be an object", "dict_type");
            return RiskProfile.NONE;
        }
        if (object.length() > MAX_BYTES) {
            violations.invalid(object.path(), "Object should have at most " + MAX_BYTES + " bytes");
            return RiskProfile.NONE;
        }
        if (!members.read(body, object.offset(), object.length(), violations)) {
            return RiskProfile.NONE;
        }
        if (!keepText(object, body, violations)) {
            return RiskProfile.NONE;
        }
        return new RiskProfile(
                percent(members.at(0), violations),
                percent(members.at(1), violations),
                percent(members.at(2), violations),
                amount(members.at(3), violations),
                count(members.at(4), maxOpenOrdersPerAgent, violations),
                count(members.at(5), Integer.MAX_VALUE, violations));
    }

    /**
     * The parser has passed over what it was not asked for; only a strict decoder knows whether that was UTF-8. What would be read in two
     * ways, or as another character, is refused with its rule, for it is JSON.
     */
    private boolean keepText(JsonMember object, byte[] body, Violations violations) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, object.offset(), object.length()));
            text = BoundedJson.compact(body, object.offset(), object.length());
            return true;
        } catch (CharacterCodingException e) {
            violations.notUtf8(object.path());
        } catch (IOException e) {
            violations.invalid(
                    object.path(),
                    "Object should name no member twice, and have whole characters and numbers that fit a double");
        }
        text = EMPTY_TEXT;
        return false;
    }

    private long percent(JsonMember setting, Violations violations) {
        if (!setting.isPresent() || !setting.decimal(decimal, violations)) {
            return RiskProfile.UNSET;
        }
        long valueE8 = decimal.truncatedE8();
        boolean isPercent = decimal.signum() > 0 && valueE8 != E8.OVERFLOW && valueE8 <= PERCENT_100_E8;
        if (!isPercent || !decimal.isExact()) {
            violations.outOfRange(setting.path(), "greater than 0 and at most 100, with 8 fractional digits at most");
            return RiskProfile.UNSET;
        }
        return valueE8;
    }

    private long amount(JsonMember setting, Violations violations) {
        if (!setting.isPresent() || !setting.decimal(decimal, violations)) {
            return RiskProfile.UNSET;
        }
        long valueE8 = decimal.truncatedE8();
        if (valueE8 == E8.OVERFLOW) {
            violations.doesNotFit(setting.path());
            return RiskProfile.UNSET;
        }
        if (decimal.signum() < 0 || !decimal.isExact()) {
            violations.outOfRange(setting.path(), "at least 0, with 8 fractional digits at most");
            return RiskProfile.UNSET;
        }
        return valueE8;
    }

    private int count(JsonMember setting, int max, Violations violations) {
        return setting.isPresent()
                ? setting.count(decimal, max, RiskProfile.UNSET_COUNT, violations)
                : RiskProfile.UNSET_COUNT;
    }
}
