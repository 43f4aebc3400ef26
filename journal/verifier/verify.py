#!/usr/bin/env python3
"""Verifies an exported journal of a Bullring venue without any of the venue's code.

    bullring journal export DIR --archive venue.zip
    python3 verify.py venue.zip [--witness SEQ:HASH]

Written from docs/JOURNAL.md (the bytes) and docs/RULES.md (the money); Python 3.8 or newer, standard library only. It checks the
commands' documents, recomputes the hash chain where there is one, and recomputes every wallet from commands and events: holds,
releases, settlements in both markets, fees, results, the house's accounts, all of which must be what the final state says.
It stops at the first discrepancy and names it. Whether an order had to be filled or refused is not decided here but by the
engine's replay ('bullring journal verify'). Exit codes: 0 sound, 1 a discrepancy, 2 wrong command line, 3 unreadable.
"""
import argparse
import collections
import hashlib
import json
import struct
import zipfile
import zlib
from types import SimpleNamespace

SCHEMA, MAGIC, INTERVAL, E8, NULL, DAY_NS = 7301, 0x42554C4C, 256, 10 ** 8, -2 ** 63, 86_400 * 10 ** 9
(BUY, SELL), (MARKET, LIMIT, STOP_LOSS), MAKER = (0, 1), (0, 1, 2), 0
ARRIVED = (6, 7, 8, 9)  # why what is left of an order that came to its book is cancelled: NOT_TRADED .. CANNOT_SETTLE
HOUSE, (REFUSED, REPEATED, SKIPPED, DONE), DO_ONCE, FEES = ("issuance", "fees", "market", "returned"), (101, 116, 126, 128), 23, 37
# By template id the messages that matter to money, with the fields of their fixed block (docs/JOURNAL.md, "Messages") that do; 8x
# stands for 8 bytes that do not. Behind > the events that answer a command.
TYPES = dict.fromkeys("account agent instrument trades count".split(), "i")  # all others are "q", but for
TYPES.update(dict.fromkeys("side type status reason liquidity force post_only prevention".split(), "B"))
ORDER, FILL = "order agent portfolio instrument side", "order fill agent portfolio instrument side"
COMMANDS = {
    3: "OpenAccount balance > AgentCreated", 4: "CreateAgent account balance > AgentCreated", 11: "CloneAgent account > AgentCreated",
    6: "PlaceOrder quantity price instrument side type > OrderAccepted OrderFilled BookOrderAccepted", 14: "DeleteAgent account > AgentDeleted",
    34: "PlaceBookOrder quantity price instrument side type force post_only prevention > BookOrderAccepted",
    35: "ModifyOrder order left price > OrderReduced OrderReplaced", 7: "CancelOrder order > OrderCancelled",
    22: "CancelAllOrders instrument > OrdersCancelled", 24: "SetInstrumentStatus instrument status > InstrumentStatusChanged",
    36: "GrantBase account instrument quantity > BaseGranted", 37: "SetAgentFees account maker taker > AgentFeesChanged", 21: "SkipCommand skipped > CommandSkipped",
    8: "UpdatePrice instrument trades last low high volume time trade > PriceUpdated", 38: "ReportTrade instrument side last volume time trade > PriceUpdated",
    12: "ResetAgent account balance > AgentReset", 16: "ParkPortfolio account balance > PortfolioParked", 17: "ReturnToPortfolio account > PortfolioReturned",
}
EVENTS = {
    102: "VenueConfigured 32x fee_rate slippage 8x life", 126: "CommandSkipped skipped skip", 119: "AgentDeleted agent account",
    105: "AgentCreated agent account portfolio balance", 117: "AgentReset agent account portfolio closed balance",
    121: "PortfolioParked agent account portfolio parked balance", 122: "PortfolioReturned agent account portfolio closed",
    107: "OrderAccepted %s type quantity price held" % ORDER, 109: "OrderCancelled %s reason released" % ORDER,
    108: "OrderFilled %s type quantity price reference slippage notional fee released pnl" % FILL,
    110: "OrderRejected %s reason released" % ORDER, 111: "OrderExpired %s released" % ORDER,
    112: "PriceUpdated instrument trades last low high volume time trade", 141: "OrderReduced %s left released" % ORDER,
    114: "TradingHalted agent portfolio result limit", 127: "OrdersCancelled agent portfolio instrument count released",
    138: "BookDefined 20x instrument 33x maker taker last", 143: "BaseGranted agent portfolio instrument quantity cost",
    129: "InstrumentStatusChanged instrument status", 144: "AgentFeesChanged agent account maker taker",
    139: "BookOrderAccepted %s type quantity price held force post_only prevention" % ORDER,
    140: "OrderTraded %s liquidity quantity price notional fee released left pnl" % FILL, 142: "OrderReplaced %s left price released held" % ORDER,
}

class Discrepancy(Exception):
    """What is not as it must be."""

def demand(holds, what, *values):
    if not holds:
        raise Discrepancy(what.format(*values))

def same(stated, ours, what, *values):
    demand(stated == ours, what + " is {}, not {}", *values, e8(ours), e8(stated))

def e8(amount):
    whole, rest = divmod(abs(amount), E8)
    return "-" * (amount < 0) + ("%d.%08d" % (whole, rest)).rstrip("0").rstrip(".")

def half_even(dividend, divisor):
    quotient, rest = divmod(dividend, divisor)
    return quotient + (2 * rest > divisor or (2 * rest == divisor and quotient % 2 == 1))

CRC_TABLE = list(range(256))
for _ in range(8):
    CRC_TABLE = [crc >> 1 ^ (0x82F63B78 if crc & 1 else 0) for crc in CRC_TABLE]

def crc32c(data):
    crc, table = 0xFFFFFFFF, CRC_TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF

class Message:
    """A command or an event: its template id, and the fields of those that matter to money."""

    def __init__(self, known, data):
        block, self.id, schema, _ = struct.unpack_from("<HHHH", data.ljust(8, b"\0"))
        demand(schema == SCHEMA, "a message of {} bytes of schema {}", len(data), schema)
        demand(8 + block <= len(data), "template {} is longer than its message", self.id)
        text, _, self.answers = known.get(self.id, "template-%d" % self.id).partition(" > ")
        self.name, *self.fields = text.split()
        layout = "<" + "".join(field if field[0].isdigit() else TYPES.get(field, "q") for field in self.fields)
        demand(struct.calcsize(layout) <= block, "{} is shorter than it can be", self.name)
        self.fields = [field for field in self.fields if not field[0].isdigit()]
        self.__dict__.update(zip(self.fields, struct.unpack_from(layout, data, 8)), texts=data[8 + block:])

def commands(stream):
    """Checks every document and yields its commands."""
    due, last_time = 1, 0
    for word in iter(lambda: stream.read(4), b""):
        document = stream.read(struct.unpack("<i", word.ljust(4, b"\0"))[0])
        where = "the document with command %d" % due
        magic, version, count, length, crc, first, time = struct.unpack_from("<IHHiIqq", document.ljust(32, b"\0"))
        demand(magic == MAGIC and version == 1 and length == len(document) - 32, "{} is no batch of format 1, or states a wrong length", where)
        demand(crc32c(document[:12] + b"\0\0\0\0" + document[16:]) == crc, "{} has a wrong checksum", where)
        demand(first == due and time >= last_time, "{} begins with command {}, or time runs backwards", where, first)
        at = 32
        for sequence in range(first, first + count):
            stated, size, reserved = struct.unpack_from("<qii", document, at)
            demand(stated == sequence and reserved == 0, "command {} in the place of command {}", stated, sequence)
            demand(24 <= size <= len(document) - at - 16, "command {} states a length of {}", sequence, size)
            data = document[at + 16:at + 16 + size]
            message = Message(COMMANDS, data[16:])
            if message.id == DO_ONCE:  # a name, and the command that has it
                message = Message(COMMANDS, message.texts[4 + int.from_bytes(message.texts[:2], "little"):])
            yield SimpleNamespace(sequence=sequence, time=time, data=data, message=message, agent=struct.unpack_from("<i", data, 12)[0])
            end = at + 16 + size
            at = end + -end % 8
            demand(not any(document[end:at]), "padding behind command {} is not zero", sequence)
        demand(count > 0 and at == len(document), "{} has bytes left over", where)
        due, last_time = first + count, time

def answers(stream):
    """What each command caused: sequence, raw bytes, [(is due work, event)]."""
    for head in iter(lambda: stream.read(16), b""):
        sequence, length, answer = struct.unpack("<qii", head.ljust(16, b"\xff"))
        data, events, at = stream.read(length), [], 0
        demand(0 <= answer <= length == len(data), "the events of command {} state a wrong length", sequence)
        while at < length:
            size, reserved = struct.unpack_from("<ii", data, at)
            demand(reserved == 0 and 8 <= size <= length - at - 8, "an event of command {} states a wrong length", sequence)
            events.append((at < answer, Message(EVENTS, data[at + 8:at + 8 + size])))
            at += 8 + size + -size % 8
        yield sequence, data, events

class Chain:
    """The hash chain over commands and what they caused, compared with the links that the archive has and with a witness."""

    def __init__(self, links, witness):
        start = struct.pack("<IHHi", 0x4348414E, 1, 0, INTERVAL)
        start += struct.pack("<I", crc32c(start))
        demand(links[:16] in (b"", start), "the chain's header is wrong")
        self.links, self.witness, self.length = links, witness, 0
        self.link(0, hashlib.sha256(start).digest())

    def link(self, sequence, head):
        self.head, self.next = "%d:%s" % (sequence, head.hex()), hashlib.sha256(head)
        if self.witness and sequence == int(self.witness.split(":")[0]):
            demand(self.head == self.witness, "the witness {} saw another history; here it is {}", self.witness, self.head)
            self.witness = None

    def add(self, command, events):
        self.next.update(struct.pack("<qqii", command.sequence, command.time, len(command.data), len(events)))
        self.next.update(command.data + events)
        if command.sequence % INTERVAL == 0:
            head = self.next.digest()
            body = struct.pack("<qq32si", command.sequence, command.time, head, 0)
            stated = self.links[16 + 56 * self.length:72 + 56 * self.length]
            demand(stated in (b"", body + struct.pack("<I", crc32c(body))), "the chain's link differs: the {} commands up to {}", INTERVAL, command.sequence)
            self.length += 1
            self.link(command.sequence, head)

class Ledger:
    """Every account of every asset, moved by what the events say and nothing else: what one gets, another gives. Accounts are
    those of the HOUSE, '5 available' and '5 held' of portfolio 5; assets 'USDT', and the instrument's id for its base asset."""

    def __init__(self):
        self.books = collections.defaultdict(int)
        self.portfolios, self.agents, self.last_price, self.skipped, self.closing = {}, {}, {}, {}, []
        self.book_fees, self.last_order, self.last_fill = {}, 0, 0
        self.fee_rate = self.life = self.command = self.maker = None  # maker: the first half of a trade when the second is due

    def move(self, amount, asset, source, target):
        self.books[source, asset] -= amount
        self.books[target, asset] += amount
        left = self.books[source, asset]
        demand(left >= 0 or source in HOUSE, "{} {} are {} too few for {}", source, asset, e8(-left), e8(amount))

    def apply(self, command, events):
        self.command, answer = command, [event for is_due, event in events if not is_due]
        for _, event in events:
            event.is_answer = bool(answer) and event is answer[0]
            getattr(self, "on_" + event.name, lambda _: None)(event)
        self.check_answer(command.message, answer)
        demand(self.maker is None, "a trade has one side only")
        while self.closing:
            self.close(self.closing.pop(0))

    def check_answer(self, message, answer):
        """A command that moves money, and the event that answers it: what both of them say must be the same."""
        if not message.answers or (answer and answer[0].id in (REFUSED, REPEATED, SKIPPED, DONE)):
            return
        event = next((event for event in answer if event.name in message.answers.split()), None)
        demand(event is not None, "it is not answered")
        is_own = event.name in ("AgentCreated", "PriceUpdated", "InstrumentStatusChanged") or event.agent == self.command.agent
        demand(is_own, "agent {} asked, another agent got", self.command.agent)
        for field in filter(event.fields.__contains__, message.fields):
            asked, got = getattr(message, field) or int(field == "force" and message.type == MARKET), getattr(event, field)  # GTC is IOC
            demand(got == asked or asked == NULL and message.id != FEES, "{}: asked was {}, {} says {}", field, asked, event.name, got)

    def on_VenueConfigured(self, event):
        self.fee_rate, self.life = event.fee_rate, event.life

    def on_BookDefined(self, event):
        fees = self.book_fees.setdefault(event.instrument, (event.maker, event.taker))
        demand(fees == (event.maker, event.taker), "the fees of book {} have changed", event.instrument)
        same(event.last, self.last_price.setdefault(event.instrument, event.last), "the price of book {}", event.instrument)

    def on_PriceUpdated(self, event):
        self.last_price[event.instrument] = event.last

    def on_CommandSkipped(self, event):
        is_skip = self.command.message.name == "SkipCommand"
        said = self.skipped.pop(event.skipped, None) if is_skip else self.skipped.setdefault(event.skipped, event.skip)
        is_its = (event.skip if is_skip else event.skipped) == self.command.sequence
        demand(said == event.skip and is_its, "it skips {}, which {} skips", event.skipped, event.skip)

    def open(self, event):
        demand(event.portfolio not in self.portfolios and event.balance > 0, "portfolio {} cannot be opened", event.portfolio)
        self.portfolios[event.portfolio] = SimpleNamespace(agent=event.agent, orders={}, cost=collections.Counter(), results={})
        self.move(event.balance, "USDT", "issuance", "%d available" % event.portfolio)

    def close(self, number):
        """Everything goes back to the house: at the end of the command, when the orders have ended."""
        portfolio = self.portfolios.pop(number)
        demand(not portfolio.orders, "portfolio {} was closed with open orders", number)
        for asset in ["USDT"] + list(portfolio.cost):
            left = self.books["%d available" % number, asset]
            self.move(left, asset, "%d available" % number, "issuance" if asset == "USDT" else "returned")

    def agent(self, number):
        demand(number in self.agents, "there is no agent {}", number)
        return self.agents[number]

    def on_AgentCreated(self, event):
        demand(event.agent not in self.agents, "agent {} is there already", event.agent)
        is_kept = self.command.message.name != "CloneAgent" or event.balance == self.agent(self.command.agent).balance
        demand(is_kept, "the clone starts with {}", e8(event.balance))
        self.open(event)
        self.agents[event.agent] = SimpleNamespace(balance=event.balance, portfolio=event.portfolio, parked=None, fees=None)

    def fees(self, order):
        return self.agent(order.agent).fees or self.book_fees[order.instrument]

    def on_AgentFeesChanged(self, event):
        self.agent(event.agent).fees = None if event.maker == NULL else (event.maker, event.taker)

    def on_AgentReset(self, event):
        agent = self.agent(event.agent)
        demand(event.closed == agent.portfolio and not agent.parked, "portfolio {} cannot be reset", event.closed)
        demand(self.command.message.balance != NULL or event.balance == agent.balance, "it starts with {}", e8(event.balance))
        self.open(event)
        agent.balance, agent.portfolio = event.balance, event.portfolio
        self.closing.append(event.closed)

    def on_AgentDeleted(self, event):
        self.closing += filter(None, (self.agent(event.agent).portfolio, self.agent(event.agent).parked))
        del self.agents[event.agent]

    def on_PortfolioParked(self, event):
        agent = self.agent(event.agent)
        demand(event.parked == agent.portfolio and not agent.parked, "portfolio {} cannot be parked", event.parked)
        self.open(event)
        agent.parked, agent.portfolio = agent.portfolio, event.portfolio

    def on_PortfolioReturned(self, event):
        agent = self.agent(event.agent)
        demand((event.closed, event.portfolio) == (agent.portfolio, agent.parked), "{} was not parked", event.portfolio)
        agent.portfolio, agent.parked = agent.parked, None
        self.closing.append(event.closed)

    def portfolio(self, event):
        demand(event.portfolio in self.portfolios, "{} in portfolio {}, which is not there", event.name, event.portfolio)
        demand(self.portfolios[event.portfolio].agent == event.agent, "portfolio {} is another agent's", event.portfolio)
        return self.portfolios[event.portfolio]

    def on_BaseGranted(self, event):
        worth = event.quantity * self.last_price[event.instrument] // E8
        same(event.cost, worth, "what agent {} is given", event.agent)
        self.move(event.quantity, event.instrument, "returned", "%d available" % event.portfolio)
        self.portfolio(event).cost[event.instrument] += worth

    def needed(self, order, left):
        """What is to be held for an order that has so much left. Money of a book is rounded down."""
        if order.type == MARKET or order.side == SELL:
            return 0 if order.type == MARKET else left
        if order.instrument in self.book_fees:
            notional = left * order.price // E8
            return notional + notional * max(self.fees(order)) // E8
        gross = half_even(left * order.price, E8)
        return gross + half_even(gross * self.fee_rate, E8)

    def hold(self, order, event):
        needed = self.needed(order, order.left)
        demand(event.held == needed, "order {} holds {} instead of {}", order.order, e8(event.held), e8(needed))
        order.held = needed
        self.move(needed, order.asset, "%d available" % order.portfolio, "%d held" % order.portfolio)

    def on_OrderAccepted(self, event):
        self.last_order += 1
        demand(event.is_answer and event.order == self.last_order, "order {}, not placed or not the next one", event.order)
        is_book = event.name == "BookOrderAccepted"
        demand(is_book == (event.instrument in self.book_fees) and (is_book or event.type != MARKET), "it is in the wrong market")
        demand(event.portfolio == self.agent(event.agent).portfolio, "order {} is in another portfolio", event.order)
        self.portfolio(event).orders[event.order] = event
        event.accepted, event.left = self.command.time, event.quantity
        event.asset = event.instrument if event.side == SELL else "USDT"
        self.hold(event, event)

    on_BookOrderAccepted = on_OrderAccepted

    def open_order(self, event):
        order = self.portfolio(event).orders.get(event.order)
        is_it = order and (order.instrument, order.side) == (event.instrument, event.side)
        demand(is_it, "{} of order {}, which is not open, or another", event.name, event.order)
        return order

    def shrink(self, event, left, released):
        """An open order has so much left, and what need not be held for that comes back; without any it has ended."""
        order = self.open_order(event)
        needed = self.needed(order, left) if left else 0
        same(released, order.held - needed, "order {}: the release", event.order)
        self.move(released, order.asset, "%d held" % event.portfolio, "%d available" % event.portfolio)
        order.left, order.held = left, needed
        if left == 0:
            del self.portfolio(event).orders[event.order]
        return order

    def arrive(self, event):
        """What was held for a stop-loss or take-profit comes back when it is fired and comes to its book, without a word."""
        order = self.open_order(event)
        if order.type not in (MARKET, LIMIT):
            order.type = MARKET
            self.shrink(event, order.left, order.held)
        return order

    def on_OrderCancelled(self, event):
        if event.name == "OrderCancelled" and event.reason in ARRIVED:
            self.arrive(event)
        self.shrink(event, 0, event.released)

    on_OrderRejected = on_OrderCancelled

    def on_OrderExpired(self, event):
        order = self.shrink(event, 0, event.released)
        demand(order.accepted + self.life <= self.command.time, "order {} expired early", event.order)

    def on_OrderReduced(self, event):
        demand(0 < event.left < self.arrive(event).left, "order {} has {} left", event.order, e8(event.left))
        self.shrink(event, event.left, event.released)

    def on_OrderReplaced(self, event):
        order = self.open_order(event)
        same(event.released, order.held, "order {}: the release", event.order)
        self.move(order.held, order.asset, "%d held" % event.portfolio, "%d available" % event.portfolio)
        order.left, order.price = event.left, event.price
        self.hold(order, event)

    def on_OrdersCancelled(self, event):
        held = [order.held * (order.side == BUY) for order in self.portfolio(event).orders.values() if event.instrument in (0, order.instrument)]
        demand((event.count, event.released) == (len(held), sum(held)), "{} orders hold {}", len(held), e8(sum(held)))

    def on_OrderTraded(self, event):
        """Two events, the maker's and the taker's, make one trade; the market's account stands between seller and buyer."""
        maker, self.maker = self.maker, event if event.liquidity == MAKER else None
        demand((maker is None) == (event.liquidity == MAKER), "fill {} has one side only", event.fill)
        if maker is None:
            return
        self.last_fill += 1
        is_same = (maker.instrument, maker.quantity, maker.price) == (event.instrument, event.quantity, event.price)
        demand(is_same and maker.side != event.side, "the sides of fill {} differ", event.fill)
        same(maker.price, self.open_order(maker).price, "fill {}: the maker's price", event.fill)
        for side in (maker, event) if maker.side == SELL else (event, maker):
            order, notional = self.arrive(side), side.quantity * side.price // E8
            self.check_fill(order, side, notional, notional * self.fees(side)[side.liquidity] // E8)
            same(side.left, order.left - side.quantity, "what order {} has left", side.order)
            self.shrink(side, side.left, side.released)
            self.settle(side)

    def on_OrderFilled(self, event):
        self.last_fill += 1
        if event.type == MARKET:
            self.last_order += 1
            demand(event.is_answer and event.order == self.last_order, "order {}, not placed or not the next one", event.order)
            same(event.released, 0, "order {}: the release", event.order)
            same(event.reference, self.last_price.get(event.instrument, 0), "fill {}: the price seen", event.fill)
            order = event
        else:
            order = self.open_order(event)
            demand((order.quantity, order.type) == (event.quantity, event.type), "order {} has changed", event.order)
            is_falling = (order.side == BUY) == (order.type != STOP_LOSS)  # its condition holds at the reference price
            beyond = event.reference > order.price if is_falling else event.reference < order.price
            demand(not beyond, "order {} at {} was fired at {}", event.order, e8(order.price), e8(event.reference))
            self.shrink(event, 0, event.released)
        slip = event.price - event.reference if event.side == BUY else event.reference - event.price
        is_enough = slip >= event.reference // 10_000 or event.type == LIMIT  # 0.01 to 10 percent; only a limit may cut it
        demand(is_enough and slip <= event.reference // 10 + 1, "fill {}: {} of slippage", event.fill, e8(slip))
        notional = half_even(event.quantity * event.price, E8)
        self.check_fill(order, event, notional, half_even(notional * self.fee_rate, E8))
        demand(event.side == BUY or event.notional > event.fee, "fill {} brings nothing", event.fill)
        self.settle(event)

    def check_fill(self, order, event, notional, fee):
        """Fills count up, a limit is never missed, and what is paid follows from price and quantity."""
        demand(event.fill == self.last_fill, "fill {} where fill {} is next", event.fill, self.last_fill)
        worse = event.price > order.price if order.side == BUY else event.price < order.price
        demand(order.type != LIMIT or not worse, "fill {} at {} is beyond its limit", event.fill, e8(event.price))
        same(event.notional, notional, "fill {}", event.fill)
        same(event.fee, fee, "fill {}: the fee", event.fill)

    def settle(self, event):
        portfolio, asset, mine = self.portfolio(event), event.instrument, "%d available" % event.portfolio
        buyer, seller = (mine, "market") if event.side == BUY else ("market", mine)
        cost, owned = portfolio.cost[asset], self.books[mine, asset] + self.books["%d held" % event.portfolio, asset]
        self.move(event.quantity, asset, seller, buyer)
        self.move(event.notional, "USDT", buyer, seller)
        self.move(event.fee, "USDT", mine, "fees")
        if event.side == BUY:
            demand(event.pnl == NULL, "fill {}: a purchase with a result", event.fill)
            portfolio.cost[asset] += event.notional + event.fee
            return
        portfolio.cost[asset] = half_even(cost * (owned - event.quantity), owned)
        result, day = event.notional - event.fee - (cost - portfolio.cost[asset]), self.command.time // DAY_NS
        same(event.pnl, result, "fill {}: the result", event.fill)
        portfolio.results[day] = portfolio.results.get(day, 0) + result

    def on_TradingHalted(self, event):
        result = self.portfolio(event).results.get(self.command.time // DAY_NS, 0)
        same(event.result, result, "it halts: the result")
        demand(result < 0 and -result >= event.limit, "agent {} was halted within its limit", event.agent)

    def final(self):
        """Everything that there is, by name; what is zero is not there."""
        state = {"%s %s" % key: value for key, value in self.books.items()}
        for number, portfolio in self.portfolios.items():
            state.update({"%d cost %d" % (number, asset): cost for asset, cost in portfolio.cost.items()})
            state.update({"%d order %d" % (number, order.order): order.held for order in portfolio.orders.values()})
            state.update({"%d agent" % number: portfolio.agent, "%d realized" % number: sum(portfolio.results.values())})
        return {name: value for name, value in state.items() if value != 0}

def stated(state):
    """What the archive says that there is in the end, by the same names."""
    yield from (("%s USDT" % account, state["house"][account]) for account in ("issuance", "fees", "market"))
    for entry in state["house"]["instruments"]:
        yield from (("%s %d" % (account, entry["instrument_id"]), entry[account]) for account in ("market", "returned"))
    for portfolio in state["portfolios"]:
        number = portfolio["portfolio_id"]
        yield from (("%s %s USDT" % (number, field), portfolio[field]) for field in ("available", "held"))
        for entry in portfolio["holdings"]:
            yield from (("%s %s %d" % (number, field, entry["instrument_id"]), entry[field]) for field in ("available", "held", "cost"))
        yield from (("%s order %s" % (number, order["order_id"]), order["held"]) for order in portfolio["open_orders"])
        yield from ((number + " agent", portfolio["agent_id"]), (number + " realized", portfolio["realized_pnl"]))

def verify(path, witness):
    with zipfile.ZipFile(path) as archive:
        manifest, state = (json.loads(archive.read(name)) for name in ("manifest.json", "state.json"))
        demand(manifest["archive_version"] == 1, "an archive of version {}", manifest["archive_version"])
        chain = Chain(archive.read("commands.chain") if "commands.chain" in archive.namelist() else b"", witness)
        ledger, last, time = Ledger(), 0, 0
        with archive.open("commands.bin") as first, archive.open("events.bin") as second:
            for command, (sequence, data, events) in zip(commands(first), answers(second)):
                demand(sequence == command.sequence, "the events of command {} are missing", command.sequence)
                try:
                    ledger.apply(command, events)
                except Discrepancy as e:
                    raise Discrepancy("command %d, %s: %s" % (command.sequence, command.message.name, e)) from e
                chain.add(command, data)
                last, time = command.sequence, command.time
            demand(not second.read(1), "there are events of a command that is not there")
        demand(last == manifest["last_sequence"] == state["sequence"] and time == int(manifest["last_time_ns"]),
               "the archive ends with command {}, stated is {}", last, manifest["last_sequence"])
        demand(not ledger.skipped, "there are no SkipCommands for {}", sorted(ledger.skipped))
        demand(len(chain.links) <= 16 + 56 * chain.length, "the chain is longer than the journal: commands are missing")
        demand(chain.witness is None, "no link ends where the witness {} saw one", chain.witness)
        ours = ledger.final()
        for name, value in stated(state):
            same(int(value), ours.pop(name, 0), "the final state's {}", name)
        demand(not ours, "the final state lacks {}", ", ".join(sorted(ours)))
    print("OK: %d commands, %d orders, %d fills; %d portfolios agree, every asset adds up to zero."
          % (last, ledger.last_order, ledger.last_fill, len(ledger.portfolios)))
    print("Chain %s, %s" % (chain.head, "as in the archive" if chain.links else "the archive has none to compare"))

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="a file that 'bullring journal export DIR --archive' wrote")
    parser.add_argument("--witness", metavar="SEQ:HASH", help="a head of the chain that somebody outside has kept")
    arguments = parser.parse_args()
    try:
        return verify(arguments.archive, arguments.witness)
    except Discrepancy as e:
        print("DISCREPANCY: %s." % e)
        return 1
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, struct.error) as e:
        print("UNREADABLE: %s is not an archive that this program can read: %r." % (arguments.archive, e))
        return 3

if __name__ == "__main__":
    raise SystemExit(main())
