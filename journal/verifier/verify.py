#!/usr/bin/env python3
"""Verifies an exported journal of a Bullring venue without any of the venue's code.

    bullring journal export DIR --archive venue.zip
    python3 verify.py venue.zip

Written from docs/JOURNAL.md (the bytes) and docs/RULES.md (the money); Python 3.8 or newer, standard library only. It

  1. checks every command document: framing, CRC-32C, sequence, time;
  2. recomputes the hash chain, where the archive has one;
  3. recomputes every wallet from commands and events: starting balances, holds, releases, settlements, fees, results of
     sales, closed portfolios and the house's accounts, and complains when an event says something else;
  4. compares what comes out with the archive's final state, and adds everything up: zero for each asset.

It stops at the first discrepancy and names it. It does not decide whether an order had to be filled or refused: that is the
engine's replay ('bullring journal verify'). Exit codes: 0 sound, 1 a discrepancy, 2 wrong command line, 3 unreadable.
"""
import json
import struct
import sys
import zipfile

E8 = 10 ** 8
SCHEMA = 7301
MAGIC = 0x42554C4C
NULL = -2 ** 63
PLACES = 2 ** 24
DAY_NS = 86_400 * 10 ** 9
BUY, SELL = 0, 1
MARKET, LIMIT, STOP_LOSS, TAKE_PROFIT = 0, 1, 2, 3
SIDES = ("BUY", "SELL")

# Commands and events by template id: name, fields of the fixed block (docs/JOURNAL.md, "Messages"). Only those that matter to money.
COMMANDS = {
    3: ("OpenAccount", "<q", "balance"),
    4: ("CreateAgent", "<iq", "account balance"),
    6: ("PlaceOrder", "<qqiBB", "quantity price instrument side type"),
    7: ("CancelOrder", "<q", "order"),
    8: ("UpdatePrice", "<iiqqqqqq", "instrument trades last low high volume time trade"),
    11: ("CloneAgent", "<i", "account"),
    12: ("ResetAgent", "<iq", "account balance"),
    14: ("DeleteAgent", "<i", "account"),
    16: ("ParkPortfolio", "<iq", "account balance"),
    17: ("ReturnToPortfolio", "<i", "account"),
}
EVENTS = {
    101: ("CommandRejected", "<iqi6qB", "agent portfolio instrument actual allowed pct current requested equity reason"),
    102: ("VenueConfigured", "<q6i4q", "venue version per_agent orders agents instruments work fee_rate slippage age life"),
    103: ("InstrumentDefined", "<20sii", "symbol instrument feed"),
    105: ("AgentCreated", "<iiqq", "agent account portfolio balance"),
    107: ("OrderAccepted", "<qiqiBBqqq", "order agent portfolio instrument side type quantity price held"),
    108: ("OrderFilled", "<qqiqiBB8q", "order fill agent portfolio instrument side type quantity price reference slippage"
                                       " notional fee released pnl"),
    109: ("OrderCancelled", "<qiqiBBq", "order agent portfolio instrument side reason released"),
    110: ("OrderRejected", "<qiqiBBq", "order agent portfolio instrument side reason released"),
    111: ("OrderExpired", "<qiqiBq", "order agent portfolio instrument side released"),
    112: ("PriceUpdated", "<iiqqqqqq", "instrument trades last low high volume time trade"),
    114: ("TradingHalted", "<iqqq", "agent portfolio result limit"),
    117: ("AgentReset", "<iiqqqq", "agent account portfolio closed balance equity"),
    119: ("AgentDeleted", "<ii", "agent account"),
    121: ("PortfolioParked", "<iiqqq", "agent account portfolio parked balance"),
    122: ("PortfolioReturned", "<iiqqq", "agent account portfolio closed equity"),
}


class Discrepancy(Exception):
    """What is not as it must be."""


def demand(holds, what, *values):
    if not holds:
        raise Discrepancy(what.format(*values))


def decimal(e8):
    """0.5 for 50,000,000."""
    sign, e8 = ("-", -e8) if e8 < 0 else ("", e8)
    return sign + (str(e8 // E8) + "." + str(e8 % E8).zfill(8)).rstrip("0").rstrip(".")


def half_even(dividend, divisor):
    """A quotient of non-negative numbers, rounded; the half to the even neighbour."""
    quotient, rest = divmod(dividend, divisor)
    return quotient + (2 * rest > divisor or (2 * rest == divisor and quotient % 2 == 1))


def round8(a, b):
    """The product of two amounts."""
    return half_even(a * b, E8)


# ── bytes ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

def crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


CRC_TABLE = crc_table()


def crc32c(data):
    """CRC-32C (Castagnoli)."""
    crc, table = 0xFFFFFFFF, CRC_TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def take(stream, size, what):
    data = stream.read(size)
    demand(len(data) == size, "{} ends in the middle", what)
    return data


class Message:
    """A command or an event: its template id, and the fields of those that matter to money."""

    def __init__(self, known, data):
        demand(len(data) >= 8, "a message of {} bytes", len(data))
        block, self.id, schema, _ = struct.unpack_from("<HHHH", data)
        demand(schema == SCHEMA, "a message of schema {}", schema)
        demand(8 + block <= len(data), "template {} is longer than its message", self.id)
        self.name, layout, names = known.get(self.id, ("template %d" % self.id, "<", ""))
        demand(struct.calcsize(layout) <= block, "{} is shorter than it can be", self.name)
        self.__dict__.update(zip(names.split(), struct.unpack_from(layout, data, 8)))


class Command:
    def __init__(self, sequence, time, data):
        self.sequence, self.time, self.data = sequence, time, data
        self.agent = struct.unpack_from("<i", data, 12)[0]
        self.message = Message(COMMANDS, data[16:])


def documents(stream):
    """The documents of commands.bin, each behind its length."""
    while True:
        word = stream.read(4)
        if not word:
            return
        demand(len(word) == 4, "commands.bin ends in the middle")
        yield take(stream, struct.unpack("<i", word)[0], "commands.bin")


def commands(stream):
    """Checks every document and yields its commands."""
    due, last_time = 1, 0
    for document in documents(stream):
        where = "the document with command %d" % due
        demand(len(document) >= 32, "{} is too short", where)
        magic, version, count, length, crc, first, time = struct.unpack_from("<IHHiIqq", document)
        demand(magic == MAGIC and version == 1, "{} is no batch of format 1", where)
        demand(length == len(document) - 32, "{} states a wrong length", where)
        demand(crc32c(document[:12] + b"\0\0\0\0" + document[16:]) == crc, "{} has a wrong checksum", where)
        demand(first == due, "{} begins with command {}", where, first)
        demand(time >= last_time, "{}: time runs backwards", where)
        at = 32
        for sequence in range(first, first + count):
            demand(at + 16 <= len(document), "command {} is missing in its document", sequence)
            stated, size, reserved = struct.unpack_from("<qii", document, at)
            demand(stated == sequence and reserved == 0, "command {} in the place of command {}", stated, sequence)
            demand(24 <= size <= len(document) - at - 16, "command {} states a length of {}", sequence, size)
            yield Command(sequence, time, document[at + 16:at + 16 + size])
            end = at + 16 + size
            at = end + -end % 8
            demand(not any(document[end:at]), "padding behind command {} is not zero", sequence)
        demand(count > 0 and at == len(document), "{} has bytes left over", where)
        due, last_time = first + count, time


def answers(stream):
    """What each command caused: sequence, raw bytes, [(is due work, event)]."""
    while True:
        head = stream.read(16)
        if not head:
            return
        demand(len(head) == 16, "events.bin ends in the middle")
        sequence, length, answer = struct.unpack("<qii", head)
        demand(0 <= answer <= length and length % 8 == 0, "the events of command {} state a wrong length", sequence)
        data = take(stream, length, "events.bin")
        events, at = [], 0
        while at < length:
            size, reserved = struct.unpack_from("<ii", data, at)
            demand(reserved == 0 and 8 <= size <= length - at - 8, "an event of command {} states a wrong length", sequence)
            events.append((at < answer, Message(EVENTS, data[at + 8:at + 8 + size])))
            at += 8 + size + -size % 8
        yield sequence, data, events


# ── money ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

class Holding:
    """Base asset of one instrument in one portfolio."""

    def __init__(self):
        self.available = self.held = self.cost = 0


class Portfolio:
    def __init__(self, agent, balance):
        self.agent, self.available, self.held, self.realized = agent, balance, 0, 0
        self.holdings, self.orders, self.day, self.day_result = {}, {}, None, 0

    def holding(self, instrument):
        return self.holdings.setdefault(instrument, Holding())


class Agent:
    def __init__(self, account, balance, portfolio):
        self.account, self.balance, self.portfolio, self.parked = account, balance, portfolio, None


class Ledger:
    """Every wallet and the house, moved by what the events say and nothing else."""

    def __init__(self):
        self.portfolios, self.agents, self.symbols, self.last_price = {}, {}, {}, {}
        self.issuance = self.fees = self.market = 0
        self.market_base, self.returned = {}, {}
        self.fee_rate = self.life = None
        self.last_order = self.last_fill = 0
        self.closing = []

    def apply(self, command, events):
        answer = [event for is_due, event in events if not is_due]
        for event in events:
            self.on_event(command, event[1], answer and event[1] is answer[0])
        self.check_answer(command, answer)
        for portfolio in self.closing:
            self.close(portfolio)
        self.closing = []

    def on_event(self, command, event, is_answer):
        act = getattr(self, "on_" + event.name, None)
        if act:
            act(command, event, is_answer)

    def check_answer(self, command, answer):
        """A command that moves money, and the event that must answer it."""
        message, first = command.message, answer[0] if answer else None
        if message.id in COMMANDS:
            demand(first is not None, "{} has no answer", message.name)
        if first is None or first.id == 101:
            return
        if message.name in ("OpenAccount", "CreateAgent"):
            created = [event for event in answer if event.name == "AgentCreated"]
            demand(len(created) == 1, "{} created {} agents", message.name, len(created))
            demand(created[0].balance == message.balance, "the new agent starts with {}, asked was {}",
                   decimal(created[0].balance), decimal(message.balance))
        elif message.name == "PlaceOrder":
            demand(first.name in ("OrderAccepted", "OrderFilled") or first.id == 116, "an order is answered by {}", first.name)
            if first.id != 116:
                demand(first.agent == command.agent, "the order of agent {} went to agent {}", command.agent, first.agent)
                demand((first.name == "OrderFilled") == (message.type == MARKET), "the wrong kind of order was filled at once")
                for field in ("quantity", "instrument", "side", "type") + (("price",) if message.type != MARKET else ()):
                    asked, got = getattr(message, field), getattr(first, field)
                    demand(asked == got, "{} of the order: asked was {}, the event says {}", field, asked, got)
        elif message.name == "CancelOrder":
            demand(first.name == "OrderCancelled" and first.order == message.order and first.agent == command.agent,
                   "the cancel of order {} is answered by {}", message.order, first.name)
        elif message.name == "UpdatePrice":
            demand(first.name == "PriceUpdated", "a price is answered by {}", first.name)
            for field in ("instrument", "trades", "last", "low", "high", "volume", "time", "trade"):
                demand(getattr(message, field) == getattr(first, field), "{} of the price: sent was {}, the event says {}",
                       field, getattr(message, field), getattr(first, field))
        elif message.name in ("ResetAgent", "DeleteAgent", "ParkPortfolio", "ReturnToPortfolio"):
            named = {"ResetAgent": "AgentReset", "DeleteAgent": "AgentDeleted", "ParkPortfolio": "PortfolioParked",
                     "ReturnToPortfolio": "PortfolioReturned"}[message.name]
            demand(first.name == named and first.agent == command.agent and first.account == message.account,
                   "{} of agent {} is answered by {}", message.name, command.agent, first.name)

    # the venue

    def on_VenueConfigured(self, command, event, is_answer):
        self.fee_rate, self.life = event.fee_rate, event.life

    def on_InstrumentDefined(self, command, event, is_answer):
        self.symbols[event.instrument] = event.symbol.rstrip(b"\0").decode("ascii")
        self.market_base.setdefault(event.instrument, 0)
        self.returned.setdefault(event.instrument, 0)

    def on_PriceUpdated(self, command, event, is_answer):
        self.last_price[event.instrument] = event.last

    # agents and portfolios

    def open(self, agent, portfolio, balance):
        demand(portfolio not in self.portfolios, "portfolio {} is there already", portfolio)
        demand(balance > 0, "portfolio {} starts with {}", portfolio, decimal(balance))
        self.portfolios[portfolio] = Portfolio(agent, balance)
        self.issuance -= balance

    def close(self, name):
        """Everything goes back to the house: at the end of the command, when the orders have ended."""
        portfolio = self.portfolios.pop(name)
        demand(not portfolio.orders and portfolio.held == 0, "portfolio {} was closed with open orders", name)
        self.issuance += portfolio.available
        for instrument, holding in portfolio.holdings.items():
            demand(holding.held == 0, "portfolio {} was closed with something held", name)
            self.returned[instrument] += holding.available

    def on_AgentCreated(self, command, event, is_answer):
        demand(event.agent not in self.agents, "agent {} is there already", event.agent)
        if command.message.name == "CloneAgent":
            source = self.agent(command.agent)
            demand(event.balance == source.balance, "the clone of agent {} starts with {} instead of {}", command.agent,
                   decimal(event.balance), decimal(source.balance))
        self.open(event.agent, event.portfolio, event.balance)
        self.agents[event.agent] = Agent(event.account, event.balance, event.portfolio)

    def agent(self, number):
        demand(number in self.agents, "there is no agent {}", number)
        return self.agents[number]

    def on_AgentReset(self, command, event, is_answer):
        agent = self.agent(event.agent)
        demand(event.closed == agent.portfolio and agent.parked is None, "agent {} has not portfolio {}", event.agent,
               event.closed)
        balance = agent.balance if command.message.balance == NULL else command.message.balance
        demand(event.balance == balance, "the reset agent {} starts with {} instead of {}", event.agent,
               decimal(event.balance), decimal(balance))
        self.open(event.agent, event.portfolio, balance)
        agent.balance, agent.portfolio = balance, event.portfolio
        self.closing.append(event.closed)

    def on_AgentDeleted(self, command, event, is_answer):
        agent = self.agent(event.agent)
        self.closing.append(agent.portfolio)
        if agent.parked is not None:
            self.closing.append(agent.parked)
        del self.agents[event.agent]

    def on_PortfolioParked(self, command, event, is_answer):
        agent = self.agent(event.agent)
        demand(event.parked == agent.portfolio and agent.parked is None, "agent {} cannot park portfolio {}", event.agent,
               event.parked)
        demand(event.balance == command.message.balance, "the fresh portfolio starts with {} instead of {}",
               decimal(event.balance), decimal(command.message.balance))
        self.open(event.agent, event.portfolio, event.balance)
        agent.parked, agent.portfolio = agent.portfolio, event.portfolio

    def on_PortfolioReturned(self, command, event, is_answer):
        agent = self.agent(event.agent)
        demand(event.closed == agent.portfolio and event.portfolio == agent.parked, "agent {} cannot return to portfolio {}",
               event.agent, event.portfolio)
        agent.portfolio, agent.parked = agent.parked, None
        self.closing.append(event.closed)

    # orders

    def portfolio(self, event):
        demand(event.portfolio in self.portfolios, "{} in portfolio {}, which is not there", event.name, event.portfolio)
        portfolio = self.portfolios[event.portfolio]
        demand(portfolio.agent == event.agent, "portfolio {} is not agent {}'s", event.portfolio, event.agent)
        return portfolio

    def next_order(self, event):
        self.last_order += 1
        demand(event.order == self.last_order, "order {} where order {} is next", event.order, self.last_order)

    def on_OrderAccepted(self, command, event, is_answer):
        demand(is_answer, "order {} was accepted without being placed", event.order)
        self.next_order(event)
        portfolio = self.portfolio(event)
        demand(event.portfolio == self.agent(event.agent).portfolio, "order {} is not in the agent's portfolio", event.order)
        gross = round8(event.quantity, event.price)
        held = event.quantity if event.side == SELL else gross + round8(gross, self.fee_rate)
        demand(event.held == held, "order {} holds {} instead of {}", event.order, decimal(event.held), decimal(held))
        self.hold(portfolio, event, held)
        event.accepted = command.time
        portfolio.orders[event.order] = event

    def hold(self, portfolio, event, amount):
        wallet = portfolio if event.side == BUY else portfolio.holding(event.instrument)
        demand(amount <= wallet.available, "order {} holds {}, available are {}", event.order, decimal(amount),
               decimal(wallet.available))
        wallet.available -= amount
        wallet.held += amount

    def release(self, event):
        """An open order ends: what was held for it comes back."""
        portfolio = self.portfolio(event)
        demand(event.order in portfolio.orders, "{} of order {}, which is not open", event.name, event.order)
        order = portfolio.orders.pop(event.order)
        demand(order.instrument == event.instrument and order.side == event.side, "order {} has changed", event.order)
        demand(event.released == order.held, "order {} releases {} instead of {}", event.order, decimal(event.released),
               decimal(order.held))
        wallet = portfolio if event.side == BUY else portfolio.holding(event.instrument)
        wallet.held -= order.held
        wallet.available += order.held
        return order

    def on_OrderCancelled(self, command, event, is_answer):
        self.release(event)

    on_OrderRejected = on_OrderCancelled

    def on_OrderExpired(self, command, event, is_answer):
        order = self.release(event)
        demand(order.accepted + self.life <= command.time, "order {} expired early", event.order)

    def on_OrderFilled(self, command, event, is_answer):
        self.last_fill += 1
        demand(event.fill == self.last_fill, "fill {} where fill {} is next", event.fill, self.last_fill)
        portfolio = self.portfolio(event)
        if event.type == MARKET:
            demand(is_answer and event.released == 0, "order {} was filled without being placed", event.order)
            demand(event.reference == self.last_price.get(event.instrument), "order {} saw a price of {}, the last was {}",
                   event.order, decimal(event.reference), decimal(self.last_price.get(event.instrument, 0)))
            self.next_order(event)
        else:
            order = self.release(event)
            demand((order.quantity, order.type) == (event.quantity, event.type), "order {} has changed", event.order)
            self.check_trigger(order, event)
        self.check_price(event)
        notional = round8(event.quantity, event.price)
        fee = round8(notional, self.fee_rate)
        demand(event.notional == notional, "fill {}: {} x {} are {}, not {}", event.fill, decimal(event.quantity),
               decimal(event.price), decimal(notional), decimal(event.notional))
        demand(event.fee == fee, "fill {}: the fee is {}, not {}", event.fill, decimal(fee), decimal(event.fee))
        self.settle(portfolio, command, event)

    @staticmethod
    def check_trigger(order, event):
        """A fired order's reference price is one at which its condition holds; a limit is never missed."""
        falling = (order.side == BUY) == (order.type != STOP_LOSS)
        demand(event.reference <= order.price if falling else event.reference >= order.price,
               "order {} at {} was fired at {}", order.order, decimal(order.price), decimal(event.reference))
        if order.type == LIMIT:
            demand(event.price <= order.price if order.side == BUY else event.price >= order.price,
                   "order {} was filled at {}, beyond its limit {}", order.order, decimal(event.price), decimal(order.price))

    @staticmethod
    def check_price(event):
        """Slippage lies between 0.01 and 10 percent, always against the order; only a limit may cut it."""
        least, most = event.reference // 10_000, event.reference // 10 + 1
        slip = event.price - event.reference if event.side == BUY else event.reference - event.price
        demand(slip <= most and (slip >= least or event.type == LIMIT), "fill {} at {} is {} from the market's {}", event.fill,
               decimal(event.price), decimal(slip), decimal(event.reference))

    def settle(self, portfolio, command, event):
        holding = portfolio.holding(event.instrument)
        if event.side == BUY:
            need = event.notional + event.fee
            demand(need <= portfolio.available, "fill {} costs {}, available are {}", event.fill, decimal(need),
                   decimal(portfolio.available))
            demand(event.pnl == NULL, "fill {}: a purchase with a result", event.fill)
            portfolio.available -= need
            holding.available += event.quantity
            holding.cost += need
            self.market += event.notional
            self.market_base[event.instrument] -= event.quantity
        else:
            demand(event.quantity <= holding.available, "fill {} sells {}, available are {}", event.fill,
                   decimal(event.quantity), decimal(holding.available))
            proceeds, quantity = event.notional - event.fee, holding.available + holding.held
            cost_after = half_even(holding.cost * (quantity - event.quantity), quantity)
            result = proceeds - (holding.cost - cost_after)
            demand(proceeds > 0, "fill {} brings nothing", event.fill)
            demand(event.pnl == result, "fill {}: the result is {}, not {}", event.fill, decimal(result), decimal(event.pnl))
            portfolio.available += proceeds
            holding.available -= event.quantity
            holding.cost = cost_after
            self.market -= event.notional
            self.market_base[event.instrument] += event.quantity
            self.add_result(portfolio, command.time // DAY_NS, result)
        self.fees += event.fee

    @staticmethod
    def add_result(portfolio, day, result):
        portfolio.realized += result
        portfolio.day_result = result + (portfolio.day_result if portfolio.day == day else 0)
        portfolio.day = day

    def on_TradingHalted(self, command, event, is_answer):
        portfolio = self.portfolio(event)
        result = portfolio.day_result if portfolio.day == command.time // DAY_NS else 0
        demand(event.result == result, "agent {} was halted with a result of {}, it is {}", event.agent,
               decimal(event.result), decimal(result))
        demand(result < 0 and -result >= event.limit, "agent {} was halted within its limit", event.agent)

    # the end

    def sums(self):
        """For each asset everything there is, the house included."""
        sums = {"USDT": self.issuance + self.fees + self.market}
        for instrument, symbol in self.symbols.items():
            sums[symbol] = self.market_base[instrument] + self.returned[instrument]
        for portfolio in self.portfolios.values():
            sums["USDT"] += portfolio.available + portfolio.held
            for instrument, holding in portfolio.holdings.items():
                sums[self.symbols[instrument]] += holding.available + holding.held
        return sums

    def compare(self, state):
        """What came out here, and what the archive says."""
        def same(what, ours, stated):
            demand(ours == int(stated), "{}: {} came out, the archive says {}", what, decimal(ours), decimal(int(stated)))

        house = state["house"]
        same("house account issuance", self.issuance, house["issuance"])
        same("house account fees", self.fees, house["fees"])
        same("house account market", self.market, house["market"])
        for stated in house["instruments"]:
            number = stated["instrument_id"]
            demand(self.symbols.get(number) == stated["symbol"], "instrument {} is not {}", number, stated["symbol"])
            same("the market's " + stated["symbol"], self.market_base[number], stated["market"])
            same("returned " + stated["symbol"], self.returned[number], stated["returned"])
        stated = {int(portfolio["portfolio_id"]): portfolio for portfolio in state["portfolios"]}
        demand(len(stated) == len(state["portfolios"]), "a portfolio stands twice in the archive's final state")
        for name in sorted(stated.keys() | self.portfolios.keys()):
            demand(name in stated, "portfolio {} is missing in the archive's final state", name)
            demand(name in self.portfolios, "portfolio {} of the archive's final state was never opened", name)
            self.compare_portfolio("portfolio %d, " % name, self.portfolios[name], stated[name], same)

    def compare_portfolio(self, what, ours, stated, same):
        demand(ours.agent == stated["agent_id"], "{}is agent {}'s", what, ours.agent)
        for field in ("available", "held"):
            same(what + field + " USDT", getattr(ours, field), stated[field])
        same(what + "realized result", ours.realized, stated["realized_pnl"])
        holdings = {holding["instrument_id"]: holding for holding in stated["holdings"]}
        empty = {"available": 0, "held": 0, "cost": 0}
        for number in sorted(holdings.keys() | ours.holdings.keys()):
            for field in empty:
                same("%s%s of %s" % (what, field, self.symbols.get(number, number)),
                     getattr(ours.holdings.get(number, Holding()), field), holdings.get(number, empty)[field])
        orders = {int(order["order_id"]): int(order["held"]) for order in stated["open_orders"]}
        demand(orders == {number: order.held for number, order in ours.orders.items()}, "{}open orders differ", what)


# ── the archive ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def verify(path):
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        demand(manifest.get("archive_version") == 1, "an archive of version {}", manifest.get("archive_version"))
        state = json.loads(archive.read("state.json"))
        ledger, last, time = Ledger(), 0, 0
        with archive.open("commands.bin") as first, archive.open("events.bin") as second:
            caused = answers(second)
            for command in commands(first):
                sequence, data, events = next(caused, (None, None, None))
                demand(sequence == command.sequence, "the events of command {} are missing", command.sequence)
                try:
                    ledger.apply(command, events)
                except Discrepancy as e:
                    raise Discrepancy("command %d (%s): %s" % (command.sequence, command.message.name, e)) from e
                last, time = command.sequence, command.time
            demand(next(caused, None) is None, "events of a command that is not there")
        demand(last == manifest["last_sequence"] == state["sequence"], "the archive ends with command {}, not {}", last,
               manifest["last_sequence"])
        demand(time == int(manifest["last_time_ns"]), "the last command's time is {}", time)
        for asset, total in ledger.sums().items():
            demand(total == 0, "{} {} came from nowhere", decimal(total), asset)
        ledger.compare(state)
        print("OK: %d commands, %d orders, %d fills; %d portfolios agree, every asset adds up to zero."
              % (last, ledger.last_order, ledger.last_fill, len(ledger.portfolios)))


def main(arguments):
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        verify(arguments[0])
        return 0
    except Discrepancy as e:
        print("DISCREPANCY: %s." % e)
        return 1
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, struct.error) as e:
        print("UNREADABLE: %s is not an archive that this program can read: %r." % (arguments[0], e))
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
