package io.bullring.core.workload;

import io.bullring.core.account.RiskProfile;

/** Risk settings, from those that never refuse to those that hardly let anything through. */
final class RiskProfiles {
    private static final long ONE_E8 = 100_000_000L;
    private static final long PERCENT_100_E8 = 100 * ONE_E8;

    private final SplitMix64 random;
    private final boolean calm;

    /**
     * @param calm whether legal profiles are to be loose
     */
    RiskProfiles(SplitMix64 random, boolean calm) {
        this.random = random;
        this.calm = calm;
    }

    /** Nothing is refused but what cannot be paid. */
    RiskProfile loose() {
        return new RiskProfile(PERCENT_100_E8, PERCENT_100_E8, PERCENT_100_E8, 0, 1_000, 1_000_000);
    }

    /** The least loss halts. */
    RiskProfile halting() {
        return new RiskProfile(PERCENT_100_E8, PERCENT_100_E8, random.any(1, 100_000), 0, 1_000, 1_000_000);
    }

    /** For the venue: every setting set. */
    RiskProfile complete() {
        return switch (calm ? 0 : random.below(8)) {
            case 1 -> new RiskProfile(50 * ONE_E8, 25 * ONE_E8, 20 * ONE_E8, ONE_E8, 3, 100);
            case 2 -> tight().orElse(new RiskProfile(PERCENT_100_E8, PERCENT_100_E8, PERCENT_100_E8, 0, 3, 1_000));
            case 3 -> new RiskProfile(30 * ONE_E8, 33_333_333L, ONE_E8, 1, 2, 5);
            default -> loose();
        };
    }

    /** For an agent: any that is allowed. */
    RiskProfile legal() {
        return switch (calm ? 0 : random.below(10)) {
            case 0, 1 -> RiskProfile.NONE;
            case 2, 3, 4, 5, 6 -> new RiskProfile(
                    PERCENT_100_E8,
                    PERCENT_100_E8,
                    random.any(RiskProfile.UNSET, RiskProfile.UNSET, PERCENT_100_E8),
                    0,
                    RiskProfile.UNSET_COUNT,
                    Integer.MAX_VALUE);
            default -> tight();
        };
    }

    /** One setting narrow, the others the venue's. */
    private RiskProfile tight() {
        long none = RiskProfile.UNSET;
        int noCount = RiskProfile.UNSET_COUNT;
        return switch (random.below(6)) {
            case 0 -> new RiskProfile(random.any(1, ONE_E8, 10 * ONE_E8), none, none, none, noCount, noCount);
            case 1 -> new RiskProfile(none, random.any(1, ONE_E8, 2_550_000_000L), none, none, noCount, noCount);
            case 2 -> new RiskProfile(none, none, random.any(1, 100_000, ONE_E8), none, noCount, noCount);
            case 3 -> new RiskProfile(none, none, none, random.any(0, 5 * ONE_E8, Long.MAX_VALUE), noCount, noCount);
            case 4 -> new RiskProfile(none, none, none, none, 1 + random.below(12), noCount);
            default -> new RiskProfile(none, none, none, none, noCount, 1 + random.below(4));
        };
    }

    /** One that must be refused. */
    RiskProfile illegal() {
        long none = RiskProfile.UNSET;
        int noCount = RiskProfile.UNSET_COUNT;
        return switch (random.below(6)) {
            case 0 -> new RiskProfile(random.any(0, -1, PERCENT_100_E8 + 1), none, none, none, noCount, noCount);
            case 1 -> new RiskProfile(none, random.any(0, Long.MAX_VALUE), none, none, noCount, noCount);
            case 2 -> new RiskProfile(none, none, random.any(0, Long.MIN_VALUE + 1), none, noCount, noCount);
            case 3 -> new RiskProfile(none, none, none, -1, noCount, noCount);
            case 4 -> new RiskProfile(none, none, none, none, (int) random.any(0, -1, 10_001), noCount);
            default -> new RiskProfile(none, none, none, none, noCount, (int) random.any(0, -1));
        };
    }
}
