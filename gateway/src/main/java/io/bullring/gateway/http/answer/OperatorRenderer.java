package io.bullring.gateway.http.answer;

import io.bullring.core.market.BookFees;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.AccountStatusChangedDecoder;
import io.bullring.protocol.BaseGrantedDecoder;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.KillSwitchChangedDecoder;
import java.util.Locale;

/** What the operator has changed. Any thread. */
public final class OperatorRenderer {
    private final PublicIds ids;
    private final MarketBoard market;

    public OperatorRenderer(PublicIds ids, MarketBoard market) {
        this.ids = ids;
        this.market = market;
    }

    public HttpAnswer status(AccountStatusChangedDecoder changed) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("account_id", ids.account(changed.accountId()).toString());
            json.writeStringField("status", changed.status() == AccountStatus.SUSPENDED ? "suspended" : "active");
            json.writeEndObject();
        });
    }

    public HttpAnswer killSwitch(KillSwitchChangedDecoder changed) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("scope", changed.scope().name().toLowerCase(Locale.ROOT));
            if (changed.scope() != KillScope.VENUE) {
                json.writeStringField("account_id", ids.account(changed.accountId()).toString());
            }
            if (changed.scope() == KillScope.AGENT) {
                json.writeStringField("agent_id", ids.agent(changed.agentId()).toString());
            }
            json.writeBooleanField("engaged", changed.engaged() == 1);
            json.writeEndObject();
        });
    }

    /** @param fees null: the agent pays what each book asks */
    public HttpAnswer fees(int agentId, BookFees fees) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("agent_id", ids.agent(agentId).toString());
            json.writeStringField("maker_fee", fees == null ? null : E8Text.of(fees.makerE8()));
            json.writeStringField("taker_fee", fees == null ? null : E8Text.of(fees.takerE8()));
            json.writeEndObject();
        });
    }

    public HttpAnswer granted(BaseGrantedDecoder granted) {
        return HttpAnswer.created(json -> {
            json.writeStartObject();
            json.writeStringField("agent_id", ids.agent(granted.agentId()).toString());
            json.writeStringField("symbol", market.listing(granted.instrumentId()).symbol());
            json.writeStringField("quantity", E8Text.of(granted.quantityE8()));
            json.writeStringField("cost", E8Text.of(granted.costE8()));
            json.writeEndObject();
        });
    }
}
