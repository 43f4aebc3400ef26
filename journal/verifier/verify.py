#!/usr/bin/env python3
"""Verifies an exported journal of a Bullring venue without any of the venue's code.

    bullring journal export DIR --archive venue.zip
    python3 verify.py venue.zip [--witness SEQ:HASH]

Written from docs/JOURNAL.md (the bytes) and docs/RULES.md (the money); Python 3.8 or newer, standard library only. It

  1. checks every command document: framing, CRC-32C, sequence, time;
  2. recomputes the hash chain, where the archive has one;
  3. recomputes every wallet from commands and events: starting balances, holds, releases, settlements, fees, results of
     sales, closed portfolios and the house's accounts, and complains when an event says something else;
  4. compares what comes out with the archive's final state, and adds everything up: zero for each asset.

It stops at the first discrepancy and names it. Whether an order had to be filled or refused is not decided here but by the
engine's replay ('bullring journal verify'). Exit codes: 0 sound, 1 a discrepancy, 2 wrong command line, 3 unreadable.
"""
import argparse
import collections
import hashlib
import json
import struct
import sys
import zipfile
import zlib
from types import SimpleNamespace

E8 = 10 ** 8
SCHEMA, MAGIC = 7301, 0x42554C4C
NULL, DAY_NS = -2 ** 63, 86_400 * 10 ** 9
(BUY, SELL), (MARKET, LIMIT, STOP_LOSS), (MAKER, TAKER) = (0, 1), (0, 1, 2), (0, 1)
ARRIVED = (6, 7, 8, 9)  # why what is left of an order that came to its book is cancelled: NOT_TRADED .. CANNOT_SETTLE
HOUSE = ("issuance", "fees", "market", "returned")

# By template id: name, fixed block and its fields (docs/JOURNAL.md, "Messages"), of what matters to money.
COMMANDS = {
    3: ("OpenAccount", "<q", "balance"), 4: ("CreateAgent", "<iq", "account balance"), 36: ("GrantBase", "<iiq", "account instrument quantity"),
    6: ("PlaceOrder", "<qqiBB", "quantity price instrument side type"), 7: ("CancelOrder", "<q", "order"),
    8: ("UpdatePrice", "<iiqqqqqq", "instrument trades last low high volume time trade"), 21: ("SkipCommand", "<q", "skipped"),
    11: ("CloneAgent", "<i", "account"), 14: ("DeleteAgent", "<i", "account"), 17: ("ReturnToPortfolio", "<i", "account"),
    12: ("ResetAgent", "<iq", "account balance"), 16: ("ParkPortfolio", "<iq", "account balance"),
    22: ("CancelAllOrders", "<i", "instrument"), 35: ("ModifyOrder", "<qqq", "order left price"),
    34: ("PlaceBookOrder", "<qqiBBBBB", "quantity price instrument side type time_in_force post_only prevention"),
}
ORDER, FILL = "order agent portfolio instrument side ", "order fill agent portfolio instrument side "
EVENTS = {
    102: ("VenueConfigured", "<q6i4q", "venue version per_agent orders agents instruments work fee_rate slippage age life"),
    103: ("InstrumentDefined", "<20sii", "symbol instrument feed"), 126: ("CommandSkipped", "<qq", "skipped skip"),
    105: ("AgentCreated", "<iiqq", "agent account portfolio balance"), 119: ("AgentDeleted", "<ii", "agent account"),
    107: ("OrderAccepted", "<qiqiBBqqq", ORDER + "type quantity price held"), 111: ("OrderExpired", "<qiqiBq", ORDER + "released"),
    108: ("OrderFilled", "<qqiqiBB8q", FILL + "type quantity price reference slippage notional fee released pnl"),
    109: ("OrderCancelled", "<qiqiBBq", ORDER + "reason released"), 110: ("OrderRejected", "<qiqiBBq", ORDER + "reason released"),
    112: ("PriceUpdated", "<iiqqqqqq", "instrument trades last low high volume time trade"),
    114: ("TradingHalted", "<iqqq", "agent portfolio result limit"), 117: ("AgentReset", "<iiqqqq", "agent account portfolio closed balance equity"),
    121: ("PortfolioParked", "<iiqqq", "agent account portfolio parked balance"),
    122: ("PortfolioReturned", "<iiqqq", "agent account portfolio closed equity"),
    127: ("OrdersCancelled", "<iqiiq", "agent portfolio instrument count released"),
    138: ("BookDefined", "<20siB7q", "symbol instrument active least most step value maker taker last"),
    139: ("BookOrderAccepted", "<qiqiBBqqqBBB", ORDER + "type quantity price held time_in_force post_only prevention"),
    140: ("OrderTraded", "<qqiqiBB7q", FILL + "liquidity quantity price notional fee released left pnl"),
    141: ("OrderReduced", "<qiqiBqq", ORDER + "left released"), 142: ("OrderReplaced", "<qiqiB4q", ORDER + "left price released held"),
    143: ("BaseGranted", "<iqiqq", "agent portfolio instrument quantity cost"),
}

# Which event answers a command, and whether it is about the command's own agent.
ANSWERS = {
    "OpenAccount": ("AgentCreated", False), "CreateAgent": ("AgentCreated", False), "CloneAgent": ("AgentCreated", False),
    "PlaceOrder": ("OrderAccepted OrderFilled BookOrderAccepted", True), "PlaceBookOrder": ("BookOrderAccepted", True),
    "ModifyOrder": ("OrderReduced OrderReplaced", True), "CancelOrder": ("OrderCancelled", True), "GrantBase": ("BaseGranted", True),
    "UpdatePrice": ("PriceUpdated", False), "ResetAgent": ("AgentReset", True), "DeleteAgent": ("AgentDeleted", True),
    "ParkPortfolio": ("PortfolioParked", True), "ReturnToPortfolio": ("PortfolioReturned", True),
    "CancelAllOrders": ("OrdersCancelled", True),
}
REFUSED, REPEATED, SKIPPED = 101, 116, 126


class Discrepancy(Exception):
    """What is not as it must be."""


def demand(holds, what, *values):
    if not holds:
        raise Discrepancy(what.format(*values))


def same(stated, ours, what, *values):
    demand(stated == ours, what + " is {}, not {}", *values, e8(ours), e8(stated))


def e8(amount):
    """0.5 for 50,000,000."""
    whole, rest = divmod(abs(amount), E8)
    return "-" * (amount < 0) + ("%d.%08d" % (whole, rest)).rstrip("0").rstrip(".")


def half_even(dividend, divisor):
    """A quotient of non-negative numbers, rounded; the half to the even neighbour."""
    quotient, rest = divmod(dividend, divisor)
    return quotient + (2 * rest > divisor or (2 * rest == divisor and quotient % 2 == 1))


def round8(a, b):
    """The product of two amounts."""
    return half_even(a * b, E8)


def down8(a, b):
    """The product of two amounts in a book: what has no digit is nobody's."""
    return a * b // E8


CRC_TABLE = list(range(256))
for _ in range(8):
    CRC_TABLE = [crc >> 1 ^ (0x82F63B78 if crc & 1 else 0) for crc in CRC_TABLE]


def crc32c(data):
    """CRC-32C (Castagnoli)."""
    crc, table = 0xFFFFFFFF, CRC_TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


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


def documents(stream):
    """The documents of commands.bin, each behind its length."""
    word = stream.read(4)
    while word:
        yield stream.read(struct.unpack("<i", word.ljust(4, b"\0"))[0])
        word = stream.read(4)


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
        demand(first == due and time >= last_time, "{} begins with command {}, or time runs backwards", where, first)
        at = 32
        for sequence in range(first, first + count):
            stated, size, reserved = struct.unpack_from("<qii", document, at)
            demand(stated == sequence and reserved == 0, "command {} in the place of command {}", stated, sequence)
            demand(24 <= size <= len(document) - at - 16, "command {} states a length of {}", sequence, size)
            data = document[at + 16:at + 16 + size]
            yield SimpleNamespace(sequence=sequence, time=time, data=data, message=Message(COMMANDS, data[16:]),
                                  agent=struct.unpack_from("<i", data, 12)[0])
            end = at + 16 + size
            at = end + -end % 8
            demand(not any(document[end:at]), "padding behind command {} is not zero", sequence)
        demand(count > 0 and at == len(document), "{} has bytes left over", where)
        due, last_time = first + count, time


def answers(stream):
    """What each command caused: sequence, raw bytes, [(is due work, event)]."""
    head = stream.read(16)
    while head:
        sequence, length, answer = struct.unpack("<qii", head.ljust(16, b"\xff"))
        demand(0 <= answer <= length and length % 8 == 0, "the events of command {} state a wrong length", sequence)
        data = stream.read(length)
        demand(len(data) == length, "the events of command {} end in the middle", sequence)
        events, at = [], 0
        while at < length:
            size, reserved = struct.unpack_from("<ii", data, at)
            demand(reserved == 0 and 8 <= size <= length - at - 8, "an event of command {} states a wrong length", sequence)
            events.append((at < answer, Message(EVENTS, data[at + 8:at + 8 + size])))
            at += 8 + size + -size % 8
        yield sequence, data, events
        head = stream.read(16)


class Chain:
    """The hash chain over commands and what they caused, compared with the links that the archive has and with a witness."""
    INTERVAL = 256

    def __init__(self, links, witness):
        start = struct.pack("<IHHi", 0x4348414E, 1, 0, self.INTERVAL)
        start += struct.pack("<I", crc32c(start))
        demand(links is None or links[:16] == start, "the chain's header is wrong")
        self.links, self.witness, self.length = links, witness, 0
        self.link(0, hashlib.sha256(start).digest())

    def link(self, sequence, head):
        self.head, self.next = "%d:%s" % (sequence, head.hex()), hashlib.sha256(head)
        if self.witness and sequence == int(self.witness.split(":")[0]):
            demand(self.head == self.witness, "the witness {} saw another history; here it is {}", self.witness, self.head)
            self.witness = None

    def add(self, command, events):
        entry = struct.pack("<qqii", command.sequence, command.time, len(command.data), len(events))
        self.next.update(entry + command.data + events)
        if command.sequence % self.INTERVAL == 0:
            head = self.next.digest()
            body = struct.pack("<qq32si", command.sequence, command.time, head, 0)
            stated = (self.links or b"")[16 + 56 * self.length:72 + 56 * self.length]
            is_same = not stated or stated == body + struct.pack("<I", crc32c(body))
            demand(is_same, "the chain's link differs: the {} commands up to {}", self.INTERVAL, command.sequence)
            self.length += 1
            self.link(command.sequence, head)

    def end(self):
        demand(len(self.links or b"") <= 16 + 56 * self.length, "the chain is longer than the journal: commands are missing")
        demand(self.witness is None, "no link ends where the witness {} saw one", self.witness)


class Ledger:
    """Every account of every asset, moved by what the events say and nothing else: what one gets, another gives.

    Accounts: 'issuance', 'fees', 'market', 'returned' of the house, '5 available' and '5 held' of portfolio 5. Assets: 'USDT',
    and for base assets the instrument's symbol.
    """

    def __init__(self):
        self.books = collections.defaultdict(int)
        self.portfolios, self.agents, self.symbols, self.last_price, self.skipped, self.closing = {}, {}, {}, {}, {}, []
        self.book_fees, self.maker = {}, None  # maker: the first half of a trade, when the second is due
        self.fee_rate = self.life = None
        self.last_order = self.last_fill = 0

    def move(self, amount, asset, source, target):
        self.books[source, asset] -= amount
        self.books[target, asset] += amount
        left = self.books[source, asset]
        demand(left >= 0 or source in HOUSE, "{} {} are {} too few for {}", source, asset, e8(-left), e8(amount))

    def apply(self, command, events):
        answer = [event for is_due, event in events if not is_due]
        for _, event in events:
            act = getattr(self, "on_" + event.name, lambda *_: None)
            act(command, event, bool(answer) and event is answer[0])
        self.check_answer(command, answer)
        demand(self.maker is None, "a trade has one side only")
        for portfolio in self.closing:
            self.close(portfolio)
        self.closing = []

    @staticmethod
    def check_answer(command, answer):
        """A command that moves money, and the event that answers it: what both of them say must be the same."""
        message = command.message
        if message.name not in ANSWERS or (answer and answer[0].id in (REFUSED, REPEATED, SKIPPED)):
            return
        names, is_own = ANSWERS[message.name]
        event = next((event for event in answer if event.name in names.split()), None)
        demand(event is not None, "it is not answered")
        demand(not is_own or event.agent == command.agent, "agent {} asked, another agent got", command.agent)
        for field, asked in vars(message).items():
            if field not in ("id", "name") and asked != NULL and field in vars(event):
                got = getattr(event, field)
                demand(got == asked, "{}: asked was {}, {} says {}", field, asked, event.name, got)
        if message.name == "PlaceOrder" and event.name != "BookOrderAccepted":
            demand((event.name == "OrderFilled") == (message.type == MARKET), "the wrong kind of order was filled at once")

    def on_VenueConfigured(self, command, event, is_answer):
        self.fee_rate, self.life = event.fee_rate, event.life

    def on_InstrumentDefined(self, command, event, is_answer):
        self.symbols[event.instrument] = event.symbol.rstrip(b"\0").decode("ascii")

    def on_BookDefined(self, command, event, is_answer):
        fees = self.book_fees.setdefault(event.instrument, (event.maker, event.taker))
        demand(fees == (event.maker, event.taker), "the fees of book {} have changed", event.instrument)
        same(event.last, self.last_price.setdefault(event.instrument, event.last), "the price of book {}", event.instrument)
        self.on_InstrumentDefined(command, event, is_answer)

    def on_PriceUpdated(self, command, event, is_answer):
        self.last_price[event.instrument] = event.last

    def on_CommandSkipped(self, command, event, is_answer):
        is_skip = command.message.name == "SkipCommand"
        said = self.skipped.pop(event.skipped, None) if is_skip else self.skipped.setdefault(event.skipped, event.skip)
        is_its = (event.skip if is_skip else event.skipped) == command.sequence
        demand(said == event.skip and is_its, "it skips {}, which {} skips", event.skipped, event.skip)

    def open(self, event):
        demand(event.portfolio not in self.portfolios and event.balance > 0, "portfolio {} cannot be opened", event.portfolio)
        self.portfolios[event.portfolio] = SimpleNamespace(agent=event.agent, orders={}, cost={}, realized=0, day=None)
        self.move(event.balance, "USDT", "issuance", "%d available" % event.portfolio)

    def close(self, number):
        """Everything goes back to the house: at the end of the command, when the orders have ended."""
        portfolio = self.portfolios.pop(number)
        demand(not portfolio.orders, "portfolio {} was closed with open orders", number)
        for asset in ["USDT"] + list(portfolio.cost):
            target = "issuance" if asset == "USDT" else "returned"
            self.move(self.books["%d available" % number, asset], asset, "%d available" % number, target)
            del self.books["%d available" % number, asset]

    def agent(self, number):
        demand(number in self.agents, "there is no agent {}", number)
        return self.agents[number]

    def on_AgentCreated(self, command, event, is_answer):
        demand(event.agent not in self.agents, "agent {} is there already", event.agent)
        if command.message.name == "CloneAgent":
            demand(event.balance == self.agent(command.agent).balance, "the clone starts with {}", e8(event.balance))
        self.open(event)
        self.agents[event.agent] = SimpleNamespace(balance=event.balance, portfolio=event.portfolio, parked=None)

    def on_AgentReset(self, command, event, is_answer):
        agent = self.agent(event.agent)
        demand(event.closed == agent.portfolio and not agent.parked, "portfolio {} cannot be reset", event.closed)
        demand(command.message.balance != NULL or event.balance == agent.balance, "it starts with {}", e8(event.balance))
        self.open(event)
        agent.balance, agent.portfolio = event.balance, event.portfolio
        self.closing.append(event.closed)

    def on_AgentDeleted(self, command, event, is_answer):
        agent = self.agent(event.agent)
        self.closing += [agent.portfolio] + ([agent.parked] if agent.parked else [])
        del self.agents[event.agent]

    def on_PortfolioParked(self, command, event, is_answer):
        agent = self.agent(event.agent)
        demand(event.parked == agent.portfolio and not agent.parked, "portfolio {} cannot be parked", event.parked)
        self.open(event)
        agent.parked, agent.portfolio = agent.portfolio, event.portfolio

    def on_PortfolioReturned(self, command, event, is_answer):
        agent = self.agent(event.agent)
        demand((event.closed, event.portfolio) == (agent.portfolio, agent.parked), "{} was not parked", event.portfolio)
        agent.portfolio, agent.parked = agent.parked, None
        self.closing.append(event.closed)

    def portfolio(self, event):
        demand(event.portfolio in self.portfolios, "{} in portfolio {}, which is not there", event.name, event.portfolio)
        demand(self.portfolios[event.portfolio].agent == event.agent, "portfolio {} is another agent's", event.portfolio)
        return self.portfolios[event.portfolio]

    def on_BaseGranted(self, command, event, is_answer):
        symbol, cost = self.symbols[event.instrument], self.portfolio(event).cost
        same(event.cost, down8(event.quantity, self.last_price[event.instrument]), "the cost of what agent {} gets", event.agent)
        self.move(event.quantity, symbol, "returned", "%d available" % event.portfolio)
        cost[symbol] = cost.get(symbol, 0) + event.cost

    def hold(self, order, left):
        """What is held for an order that has so much left."""
        if order.side == SELL or order.type == MARKET:
            return left * (order.type != MARKET)
        if order.instrument not in self.book_fees:
            gross = round8(left, order.price)
            return gross + round8(gross, self.fee_rate)
        notional = down8(left, order.price)
        return notional + down8(notional, max(self.book_fees[order.instrument]))

    def on_OrderAccepted(self, command, event, is_answer):
        self.last_order += 1
        demand(is_answer and event.order == self.last_order, "order {}, not placed or not the next one", event.order)
        demand((event.name == "OrderAccepted") != (event.instrument in self.book_fees), "it is in the wrong market")
        self.portfolio(event).orders[event.order] = event
        demand(event.portfolio == self.agent(event.agent).portfolio, "order {} is in another portfolio", event.order)
        event.accepted, event.left = command.time, event.quantity
        event.asset, held = self.symbols[event.instrument] if event.side == SELL else "USDT", self.hold(event, event.left)
        demand(event.held == held, "order {} holds {} instead of {}", event.order, e8(event.held), e8(held))
        self.move(held, event.asset, "%d available" % event.portfolio, "%d held" % event.portfolio)

    on_BookOrderAccepted = on_OrderAccepted

    def open_order(self, event):
        order = self.portfolio(event).orders.get(event.order)
        demand(order, "{} of order {}, which is not open", event.name, event.order)
        demand((order.instrument, order.side) == (event.instrument, event.side), "order {} has changed", event.order)
        return order

    def unhold(self, order, released, held):
        """Of what is held for an order so much is left; the event says what comes back."""
        same(released, order.held - held, "what order {} releases", order.order)
        self.move(released, order.asset, "%d held" % order.portfolio, "%d available" % order.portfolio)
        order.held = held

    def arrive(self, order):
        """What was held for a stop-loss or take-profit comes back when it is fired, without a word."""
        if order.type not in (MARKET, LIMIT):
            self.unhold(order, order.held, 0)
            order.type = MARKET

    def release(self, event):
        """An open order ends: what was held for it comes back."""
        order = self.open_order(event)
        del self.portfolio(event).orders[event.order]
        self.unhold(order, event.released, 0)
        return order

    def on_OrderCancelled(self, command, event, is_answer):
        order = self.open_order(event)
        if event.reason in ARRIVED and event.instrument in self.book_fees:
            self.arrive(order)
        self.release(event)

    def on_OrderRejected(self, command, event, is_answer):
        self.release(event)

    def on_OrderReduced(self, command, event, is_answer):
        order = self.open_order(event)
        self.arrive(order)
        demand(0 < event.left < order.left, "order {} has {} left of {}", event.order, e8(event.left), e8(order.left))
        order.left = event.left
        self.unhold(order, event.released, self.hold(order, event.left))

    def on_OrderReplaced(self, command, event, is_answer):
        order = self.open_order(event)
        self.unhold(order, event.released, 0)
        order.left, order.price = event.left, event.price
        same(event.held, self.hold(order, event.left), "the hold of order {}", event.order)
        self.move(event.held, order.asset, "%d available" % event.portfolio, "%d held" % event.portfolio)
        order.held = event.held

    def on_OrderTraded(self, command, event, is_answer):
        """Two events, the maker's and the taker's, make one trade. The market's account stands between seller and buyer."""
        maker, self.maker = self.maker, event if event.liquidity == MAKER else None
        demand((maker is None) == (event.liquidity == MAKER), "half a trade, fill {}", event.fill)
        if maker is None:
            return
        self.last_fill += 1
        demand(event.fill == maker.fill == self.last_fill, "fill {} where fill {} is next", event.fill, self.last_fill)
        agreed = [(side.instrument, side.quantity, side.price, side.notional) for side in (maker, event)]
        demand(agreed[0] == agreed[1] and maker.side != event.side, "the sides of fill {} differ", event.fill)
        demand(maker.price == self.open_order(maker).price, "fill {} is not at the maker's price", event.fill)
        notional = down8(event.quantity, event.price)
        same(event.notional, notional, "fill {}", event.fill)
        for side in sorted((maker, event), key=lambda side: -side.side):
            order = self.open_order(side)
            self.arrive(order)
            same(side.fee, down8(notional, self.book_fees[side.instrument][side.liquidity]), "fill {}: the fee", side.fill)
            worse = side.price > order.price if side.side == BUY else side.price < order.price
            demand(order.type != LIMIT or not worse, "fill {} at {} is beyond its limit", side.fill, e8(side.price))
            order.left -= side.quantity
            same(side.left, order.left, "what order {} has left", side.order)
            self.unhold(order, side.released, self.hold(order, side.left))
            if side.left == 0:
                del self.portfolio(side).orders[side.order]
            self.settle(command, side, self.portfolio(side), self.symbols[side.instrument])

    def on_OrdersCancelled(self, command, event, is_answer):
        held = [order.held * (order.side == BUY) for order in self.portfolio(event).orders.values()
                if event.instrument in (0, order.instrument)]
        demand((event.count, event.released) == (len(held), sum(held)), "{} orders hold {}", len(held), e8(sum(held)))

    def on_OrderExpired(self, command, event, is_answer):
        demand(self.release(event).accepted + self.life <= command.time, "order {} expired early", event.order)

    def on_OrderFilled(self, command, event, is_answer):
        self.last_fill += 1
        demand(event.fill == self.last_fill, "fill {} where fill {} is next", event.fill, self.last_fill)
        if event.type == MARKET:
            self.last_order += 1
            demand(is_answer and event.order == self.last_order, "order {}, not placed or not the next one", event.order)
            last = self.last_price.get(event.instrument, 0)
            demand(event.released == 0, "order {} releases what it never held", event.order)
            demand(event.reference == last, "fill {} saw {}, the price was {}", event.fill, e8(event.reference), e8(last))
        else:
            self.check_fired(self.release(event), event)
        slip = event.price - event.reference if event.side == BUY else event.reference - event.price
        is_enough = slip >= event.reference // 10_000 or event.type == LIMIT  # 0.01 to 10 percent; only a limit may cut it
        demand(is_enough and slip <= event.reference // 10 + 1, "fill {}: {} of slippage", event.fill, e8(slip))
        notional = round8(event.quantity, event.price)
        fee = round8(notional, self.fee_rate)
        same(event.notional, notional, "fill {}", event.fill)
        same(event.fee, fee, "fill {}: the fee", event.fill)
        demand(event.side == BUY or notional > fee, "fill {} brings nothing", event.fill)
        self.settle(command, event, self.portfolio(event), self.symbols[event.instrument])

    @staticmethod
    def check_fired(order, event):
        """The reference price of a fired order is one at which its condition holds; a limit is never missed."""
        demand((order.quantity, order.type) == (event.quantity, event.type), "order {} has changed", event.order)
        is_falling = (order.side == BUY) == (order.type != STOP_LOSS)
        beyond = event.reference > order.price if is_falling else event.reference < order.price
        demand(not beyond, "order {} at {} was fired at {}", event.order, e8(order.price), e8(event.reference))
        worse = event.price > order.price if order.side == BUY else event.price < order.price
        demand(order.type != LIMIT or not worse, "fill {} at {} is beyond its limit", event.fill, e8(event.price))

    def settle(self, command, event, portfolio, symbol):
        mine, cost = "%d available" % event.portfolio, portfolio.cost.get(symbol, 0)
        if event.side == BUY:
            self.move(event.notional, "USDT", mine, "market")
            self.move(event.fee, "USDT", mine, "fees")
            self.move(event.quantity, symbol, "market", mine)
            demand(event.pnl == NULL, "fill {}: a purchase with a result", event.fill)
            portfolio.cost[symbol] = cost + event.notional + event.fee
            return
        before = self.books[mine, symbol] + self.books["%d held" % event.portfolio, symbol]
        self.move(event.quantity, symbol, mine, "market")
        self.move(event.notional, "USDT", "market", mine)
        self.move(event.fee, "USDT", mine, "fees")
        portfolio.cost[symbol] = half_even(cost * (before - event.quantity), before)
        result = event.notional - event.fee - (cost - portfolio.cost[symbol])
        same(event.pnl, result, "fill {}: the result", event.fill)
        day = command.time // DAY_NS
        portfolio.realized += result
        portfolio.day_result, portfolio.day = result + (portfolio.day_result if portfolio.day == day else 0), day

    def on_TradingHalted(self, command, event, is_answer):
        portfolio = self.portfolio(event)
        result = portfolio.day_result if portfolio.day == command.time // DAY_NS else 0
        demand(event.result == result, "it halts at {}, the result is {}", e8(event.result), e8(result))
        demand(result < 0 and -result >= event.limit, "agent {} was halted within its limit", event.agent)

    def final(self):
        """Everything that there is, by name; what is zero is not there."""
        state = {"%s %s" % key: value for key, value in self.books.items()}
        for number, portfolio in self.portfolios.items():
            state.update({"%d cost %s" % (number, symbol): cost for symbol, cost in portfolio.cost.items()})
            state.update({"%d order %d" % (number, order.order): order.held for order in portfolio.orders.values()})
            state.update({"%d agent" % number: portfolio.agent, "%d realized" % number: portfolio.realized})
        return {name: value for name, value in state.items() if value != 0}


def stated(state):
    """The archive's final state by the same names, added up for each asset on the way."""
    symbols = {entry["instrument_id"]: entry["symbol"] for entry in state["house"]["instruments"]}
    named = {"%s USDT" % account: state["house"][account] for account in ("issuance", "fees", "market")}
    for entry in state["house"]["instruments"]:
        named.update({"%s %s" % (account, entry["symbol"]): entry[account] for account in ("market", "returned")})
    for portfolio in state["portfolios"]:
        number = portfolio["portfolio_id"]
        named.update({"%s %s USDT" % (number, field): portfolio[field] for field in ("available", "held")})
        for entry in portfolio["holdings"]:
            symbol = symbols[entry["instrument_id"]]
            named.update({"%s %s %s" % (number, field, symbol): entry[field] for field in ("available", "held", "cost")})
        named.update({"%s order %s" % (number, order["order_id"]): order["held"] for order in portfolio["open_orders"]})
        named.update({number + " agent": portfolio["agent_id"], number + " realized": portfolio["realized_pnl"]})
    named, sums = {name: int(value) for name, value in named.items() if int(value) != 0}, collections.Counter()
    for name, value in named.items():
        if name.split()[-2] in HOUSE + ("available", "held"):
            sums[name.split()[-1]] += value
    for asset, total in sums.items():
        demand(total == 0, "the archive's final state: {} {} came from nowhere", e8(total), asset)
    return named


def verify(path, witness):
    with zipfile.ZipFile(path) as archive:
        manifest, state = (json.loads(archive.read(name)) for name in ("manifest.json", "state.json"))
        demand(manifest["archive_version"] == 1, "an archive of version {}", manifest["archive_version"])
        chain = Chain(archive.read("commands.chain") if "commands.chain" in archive.namelist() else None, witness)
        ledger, last, time = Ledger(), 0, 0
        with archive.open("commands.bin") as first, archive.open("events.bin") as second:
            caused = answers(second)
            for command in commands(first):
                sequence, data, events = next(caused, (None, None, None))
                demand(sequence == command.sequence, "the events of command {} are missing", command.sequence)
                try:
                    ledger.apply(command, events)
                except Discrepancy as e:
                    raise Discrepancy("command %d, %s: %s" % (command.sequence, command.message.name, e)) from e
                chain.add(command, data)
                last, time = command.sequence, command.time
            demand(next(caused, None) is None, "there are events of a command that is not there")
        demand(last == manifest["last_sequence"] == state["sequence"] and time == int(manifest["last_time_ns"]),
               "the archive ends with command {}, stated is {}", last, manifest["last_sequence"])
        demand(not ledger.skipped, "there are no SkipCommands for {}", sorted(ledger.skipped))
        chain.end()
        ours, theirs = ledger.final(), stated(state)
        for name in sorted(ours.keys() | theirs.keys()):
            demand(ours.get(name, 0) == theirs.get(name, 0), "portfolio or account {}: {} came out, the final state says {}",
                   name, e8(ours.get(name, 0)), e8(theirs.get(name, 0)))
    print("OK: %d commands, %d orders, %d fills; %d portfolios agree, every asset adds up to zero."
          % (last, ledger.last_order, ledger.last_fill, len(ledger.portfolios)))
    print("Chain %s, %s" % (chain.head, "as in the archive" if chain.links else "the archive has none to compare"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="a file that 'bullring journal export DIR --archive' wrote")
    parser.add_argument("--witness", metavar="SEQ:HASH", help="a head of the chain that somebody outside has kept")
    arguments = parser.parse_args()
    try:
        verify(arguments.archive, arguments.witness)
        return 0
    except Discrepancy as e:
        print("DISCREPANCY: %s." % e)
        return 1
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, struct.error) as e:
        print("UNREADABLE: %s is not an archive that this program can read: %r." % (arguments.archive, e))
        return 3


if __name__ == "__main__":
    sys.exit(main())
