package io.bullring.arena.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SaleResultsTest {
    @Test
    void shouldTellWinsFromLosses() {
        SaleResults results = results("100", "-50", "150", "-300");

        assertThat(results.count()).isEqualTo(4);
        assertThat(results.winRatePct()).isEqualTo(new BigDecimal("50.00000000"));
        assertThat(results.profitFactor()).isEqualTo(new BigDecimal("0.71428571"));
        assertThat(results.averageWin()).isEqualTo(new BigDecimal("125.00000000"));
        assertThat(results.averageLoss()).isEqualTo(new BigDecimal("-175.00000000"));
        assertThat(results.best()).isEqualTo(new BigDecimal("150.00000000"));
        assertThat(results.worst()).isEqualTo(new BigDecimal("-300.00000000"));
    }

    @Test
    void shouldCountAResultOfZeroAsASaleThatIsNeither() {
        SaleResults results = results("1", "0", "-1", "0");

        assertThat(results.count()).isEqualTo(4);
        assertThat(results.wins()).isEqualTo(1);
        assertThat(results.losses()).isEqualTo(1);
        assertThat(results.winRatePct()).isEqualTo(new BigDecimal("25.00000000"));
    }

    @Test
    void shouldBeZeroWithoutSales() {
        SaleResults results = results();

        assertThat(results.winRatePct()).isEqualTo(new BigDecimal("0.00000000"));
        assertThat(results.profitFactor()).isEqualTo(new BigDecimal("0.00000000"));
        assertThat(results.averageWin()).isEqualTo(new BigDecimal("0.00000000"));
        assertThat(results.averageLoss()).isEqualTo(new BigDecimal("0.00000000"));
        assertThat(results.best()).isEqualTo(new BigDecimal("0.00000000"));
        assertThat(results.worst()).isEqualTo(new BigDecimal("0.00000000"));
        assertThat(results.perDay(BigDecimal.ONE)).isEqualTo(new BigDecimal("0.00000000"));
    }

    @Test
    void shouldHaveNoProfitFactorWithoutALoss() {
        assertThat(results("1", "2").profitFactor()).isEqualTo(new BigDecimal("0.00000000"));
    }

    @Test
    void shouldSpreadSalesOverDays() {
        SaleResults results = results("1", "2", "3");

        assertThat(results.perDay(new BigDecimal("7"))).isEqualTo(new BigDecimal("0.42857143"));
        assertThat(results.perDay(BigDecimal.ZERO)).isEqualTo(new BigDecimal("0.00000000"));
    }

    @Test
    void shouldAddWhatDoesNotFit64Bits() {
        SaleResults results = new SaleResults();
        results.add(Long.MAX_VALUE);
        results.add(Long.MAX_VALUE);

        assertThat(results.averageWin()).isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE, 8));
    }

    private static SaleResults results(String... usdt) {
        SaleResults results = new SaleResults();
        for (String amount : usdt) {
            results.add(new BigDecimal(amount).movePointRight(8).longValueExact());
        }
        return results;
    }
}
