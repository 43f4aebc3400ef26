package io.bullring.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.OrderType;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** All that read bodies, each used again and again, and what holds of a body that one of them has accepted. For one thread. */
final class EveryBody {
    static final int MAX_OPEN_ORDERS = 1_000;

    /** Whatever the length of a number, for it is read as it was written. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final int MIN_RETURNS = 10;

    private final OrderBody order = new OrderBody();
    private final ModifyBody change = new ModifyBody();
    private final AgentBody agent = new AgentBody();
    private final RegistrationBody registration = new RegistrationBody();
    private final LoginBody login = new LoginBody();
    private final CloneBody clone = new CloneBody();
    private final ResetBody reset = new ResetBody();
    private final RiskLimitsBody limits = new RiskLimitsBody();
    private final DeflatedSharpeBody sharpe = new DeflatedSharpeBody();
    private final FeesBody fees = new FeesBody();
    private final AgentFeesBody agentFees = new AgentFeesBody();
    private final GrantBody grant = new GrantBody();
    private final OperatorBody operator = new OperatorBody();

    private interface Reading {
        boolean read(Violations violations);
    }

    /** Has the body read as each of them; returns how many accept it. */
    int read(byte[] body) {
        return readAsTraders(body) + readAsOwners(body) + readAsOperators(body);
    }

    private int readAsTraders(byte[] body) {
        int accepted = check(violations -> order.read(body, null, violations), this::checkOrder);
        accepted += check(violations -> change.read(body, violations), this::checkChange);
        return accepted + check(violations -> sharpe.read(body, violations), this::checkSharpe);
    }

    private int readAsOwners(byte[] body) {
        int accepted = check(violations -> agent.readNew(body, MAX_OPEN_ORDERS, violations), () -> {
            assertThat(agent.name()).isNotBlank();
            checkBalance(agent.startingBalance());
            checkDetails();
        });
        accepted += check(violations -> agent.readChange(body, MAX_OPEN_ORDERS, violations), () -> {
            assertThat(agent.name() != null).isEqualTo(agent.changesName());
            checkDetails();
        });
        accepted += check(violations -> registration.read(body, violations), () -> {
            assertThat(registration.displayName()).isNotBlank();
            checkBalance(registration.startingBalance());
        });
        accepted += check(violations -> login.read(body, violations), () -> {
            assertThat(login.apiKey()).isNotBlank();
            assertThat(login.apiSecret()).isNotBlank();
        });
        accepted += check(
                violations -> clone.read(new QueryText(MultiMap.caseInsensitiveMultiMap(), violations), body,
                        violations),
                () -> assertThat(clone.name()).matches(name -> name == null || !name.isBlank()));
        accepted += check(violations -> reset.readForAgent(body, violations), this::checkReset);
        accepted += check(violations -> reset.readForAccount(body, violations), this::checkReset);
        return accepted + check(violations -> limits.read(body, MAX_OPEN_ORDERS, violations), () -> {});
    }

    private int readAsOperators(byte[] body) {
        int accepted = check(violations -> fees.read(body, violations), () -> {
            checkFee(fees.feeRateE8());
            assertThat(fees.slippageFactorE8()).isBetween(0L, E8.ONE);
        });
        accepted += check(violations -> agentFees.read(body, violations), () -> {
            if (agentFees.fees() != null) {
                checkFee(agentFees.fees().makerE8());
                checkFee(agentFees.fees().takerE8());
            }
        });
        accepted += check(violations -> grant.read(body, violations), () -> {
            checkSymbol(grant.symbol());
            assertThat(grant.quantityE8()).isPositive();
        });
        accepted += check(violations -> operator.readSwitch(body, violations), () -> {});
        accepted += check(
                violations -> operator.readStatus(body, violations),
                () -> assertThat(operator.status()).isNotEqualTo(AccountStatus.NULL_VAL));
        return accepted + check(
                violations -> operator.readInstrumentStatus(body, violations),
                () -> assertThat(operator.instrumentStatus()).isNotEqualTo(InstrumentStatus.NULL_VAL));
    }

    /** A refusal names a field and its rule; a yes comes without any. */
    private static int check(Reading reading, Runnable whenAccepted) {
        Violations violations = new Violations();
        boolean accepted = reading.read(violations);
        assertThat(violations.isEmpty()).isEqualTo(accepted);
        violations.found().forEach(EveryBody::checkNamed);
        if (accepted) {
            whenAccepted.run();
        }
        return accepted ? 1 : 0;
    }

    static void checkNamed(Violation violation) {
        assertThat(violation.field()).isNotEmpty();
        assertThat(violation.type()).isNotEmpty();
        assertThat(violation.message()).isNotEmpty();
    }

    private void checkOrder() {
        checkSymbol(order.symbol());
        assertThat(order.side()).isNotNull();
        assertThat(order.quantityE8()).isNotNegative();
        assertThat(order.priceE8() == OrderBody.NO_PRICE).isEqualTo(order.type() == OrderType.MARKET);
        assertThat(order.priceE8()).matches(priceE8 -> priceE8 > 0 || priceE8 == OrderBody.NO_PRICE);
        assertThat(order.clientOrderId()).matches("[!-~]{0,64}");
    }

    private void checkChange() {
        assertThat(Arrays.asList(change.leftE8(), change.priceE8()))
                .anyMatch(valueE8 -> valueE8 != ModifyBody.UNCHANGED)
                .allMatch(valueE8 -> valueE8 == ModifyBody.UNCHANGED || valueE8 > 0);
    }

    private void checkSharpe() {
        assertThat(sharpe.returns()).hasSizeGreaterThanOrEqualTo(MIN_RETURNS);
        assertThat(Arrays.stream(sharpe.returns()).allMatch(Double::isFinite)).isTrue();
        assertThat(sharpe.trials()).isPositive();
        assertThat(sharpe.periodsPerYear()).isPositive();
        assertThat(sharpe.method()).isNotNull();
    }

    private void checkDetails() {
        assertThat(agent.riskConfig().text().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(RiskConfig.MAX_BYTES);
        checkWhole(agent.riskConfig().text());
        assertThat(agent.strategyTags()).hasSizeLessThanOrEqualTo(TagList.MAX_TAGS).noneMatch(String::isBlank);
    }

    /** What is kept of settings can be written anew, and says the same then. */
    private static void checkWhole(String settings) {
        try {
            JsonNode said = JSON.readTree(settings);
            byte[] anew = said.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(JSON.readTree(anew)).isEqualTo(said);
        } catch (IOException e) {
            throw new AssertionError("settings that cannot be read again: " + settings, e);
        }
    }

    /** The text is the number, in whatever scale. */
    private static void checkBalance(StartingBalance balance) {
        assertThat(balance.e8()).isPositive();
        assertThat(new BigDecimal(balance.text())).isEqualByComparingTo(BigDecimal.valueOf(balance.e8(), 8));
    }

    private void checkReset() {
        assertThat(reset.startingBalanceE8())
                .matches(balanceE8 -> balanceE8 == ResetBody.SAME_BALANCE || balanceE8 > 0);
    }

    private static void checkFee(long rateE8) {
        assertThat(rateE8).isBetween(0L, VenueRules.MOST_FEE_RATE_E8);
    }

    private static void checkSymbol(String symbol) {
        assertThat(symbol).isNotBlank().isEqualTo(symbol.toUpperCase(Locale.ROOT));
    }
}
