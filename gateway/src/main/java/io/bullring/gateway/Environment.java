package io.bullring.gateway;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the environment has for an option that is not given. A variable that is empty is none. */
final class Environment implements IDefaultValueProvider {
    private static final Map<String, String> VARIABLES = Map.of(
            "--token-hours", EdgeOptions.TOKEN_HOURS_VARIABLE,
            "--account-keys", EdgeOptions.ACCOUNT_KEYS_VARIABLE,
            "--price-max-age", TradingOptions.PRICE_MAX_AGE_VARIABLE);

    @Override
    public String defaultValue(ArgSpec argument) {
        String variable = argument instanceof OptionSpec option ? VARIABLES.get(option.longestName()) : null;
        String text = variable == null ? null : System.getenv(variable);
        return text == null || text.isEmpty() ? null : text;
    }
}
