package io.bullring.counterexample.core.engine;

/** Breaks the rule on purpose: every way in which floating point can get in. */
public final class Fractions {
    private double ratio;

    float half(float whole) {
        return whole / 2;
    }

    int local(int whole) {
        var third = whole * 0.33;
        return (int) third;
    }

    int array() {
        return new double[3].length;
    }

    boolean call(long whole) {
        return Double.isNaN(whole) || ratio > 1;
    }
}
