package io.bullring.core.e8;

/**
 * What becomes of the digits that do not fit. The operands of {@link E8} are not negative, so up is away from zero.
 */
public enum Rounding {
    /** To the nearest; a tie goes to the even neighbour, so that many roundings do not lean to one side. */
    HALF_EVEN,
    /** To the nearest; a tie goes up. */
    HALF_UP,
    /** Towards zero; the remainder is for whoever goes on with it. */
    DOWN
}
