package io.bullring.gateway;

import io.bullring.journal.RecoveryReport;
import java.util.Locale;

/** What {@code start} prints once it serves: where, what was found, and a session to paste into a shell. */
final class Welcome {
    private static final String SESSION =
            """
                    # register, and keep what is shown only once
                    api=%s/api/v1
                    json='Content-Type: application/json'
                    field() { sed -n 's/.*"'"$1"'": *"\\([^"]*\\)".*/\\1/p'; }
                    account=$(curl -s -H "$json" -d '{"display_name": "Ada"}' $api/auth/register)
                    account_key=$(echo "$account" | field api_key)
                    account_secret=$(echo "$account" | field api_secret)

                    # log in, and create an agent with 10,000 USDT of its own
                    login=$(curl -s -H "$json" $api/auth/login \\
                        -d '{"api_key": "'$account_key'", "api_secret": "'$account_secret'"}')
                    token=$(echo "$login" | field token)
                    agent=$(curl -s -H "$json" -H "Authorization: Bearer $token" $api/agents \\
                        -d '{"name": "Momentum Bot v1", "starting_balance": "10000.00"}')
                    key=$(echo "$agent" | field api_key)

                    # buy half a bitcoin at the market, and look at the balance
                    curl -s -H "X-API-Key: $key" -H "$json" $api/trade/order \\
                        -d '{"symbol": "BTCUSDT", "side": "buy", "type": "market", "quantity": "0.5"}'; echo
                    curl -s -H "X-API-Key: $key" $api/account/balance; echo
                    """;

    private final Server server;
    private final String feed;

    Welcome(Server server, String feed) {
        this.server = server;
        this.feed = feed;
    }

    String text() {
        RecoveryReport recovery = server.venue().recovery();
        return String.format(
                Locale.ROOT,
                """

                        Bullring serves %s

                          data      %s (journal, history, snapshots, keys)
                          replayed  %,d commands in %.1f s
                          market    %s
                          ending    Ctrl-C; the next start goes on from there

                        Paste this into another shell:

                        """,
                server.address(),
                server.venue().dataDirectory(),
                recovery.commands(),
                recovery.elapsed().toMillis() / 1_000.0,
                feed)
                + session(server.address())
                + "\n";
    }

    static String session(String address) {
        return String.format(Locale.ROOT, SESSION, address);
    }
}
