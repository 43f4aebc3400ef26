package io.bullring.benchmarks.exchange;

import com.sun.management.OperatingSystemMXBean;
import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import exchange.core2.core.utils.AffinityThreadFactory;
import exchange.core2.core.utils.AffinityThreadFactory.ThreadAffinityMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * exchange-core's whole pipeline (grouping, risk, matching, results; journal on disk if asked) on the messages that {@code bench exchange
 * --tape} wrote. One matching engine and one risk engine, for there are two cores; threads are not pinned and yield while they wait; the
 * rest is its own setting for throughput. Prices are told in ticks and quantities in lots, so that its amounts fit. Its journal goes
 * into the folder {@code dumps} of the directory in which it is started, which must be there.
 */
public final class ExchangeCorePipeline {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int MESSAGE_BYTES = 32;
    private static final int GTC = 0;
    private static final int IOC = 1;
    private static final int MODIFY = 5;
    private static final int CANCEL = 6;
    private static final long UNIT_E8 = 1_000_000L;
    private static final int AGENTS = 1_000;
    private static final int SYMBOL = 7;
    private static final int BASE = 11;
    private static final int QUOTE = 15;
    private static final long MUCH = 1L << 50;
    private static final long HIGHEST = 1_000_000L;

    private final ByteBuffer tape;
    private volatile long results;
    private long trades;
    private long refusals;
    private long hash = 1;

    private ExchangeCorePipeline(ByteBuffer tape) {
        this.tape = tape;
    }

    /** Arguments: tape, commands of a part, "journal" or "none". */
    public static void main(String[] arguments) throws IOException {
        ByteBuffer tape = ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[0]))).order(ByteOrder.LITTLE_ENDIAN);
        new ExchangeCorePipeline(tape).play(Integer.parseInt(arguments[1]), arguments[2].equals("journal"));
        System.exit(0); // its threads do not all end
    }

    private void play(int commands, boolean isJournalled) {
        ExchangeCore core = ExchangeCore.builder()
                .resultsConsumer((command, sequence) -> onResult(command))
                .exchangeConfiguration(configuration(isJournalled))
                .build();
        core.startup();
        ExchangeApi api = core.getApi();
        open(api);
        for (int part = 0; (part + 1) * commands <= tape.limit() / MESSAGE_BYTES; part++) {
            ApiCommand[] prepared = prepare(part * commands, commands);
            long before = results;
            long cpuNs = PROCESS.getProcessCpuTime();
            long fromNs = System.nanoTime();
            for (ApiCommand command : prepared) {
                api.submitCommand(command);
            }
            while (results - before < commands) {
                Thread.yield();
            }
            long ns = System.nanoTime() - fromNs;
            cpuNs = PROCESS.getProcessCpuTime() - cpuNs;
            System.out.printf(
                    Locale.ROOT,
                    "%d %d %d %d %d %016x %.3f %.3f%n",
                    part,
                    ns,
                    cpuNs,
                    trades,
                    refusals,
                    hash,
                    commands * 1e3 / ns,
                    cpuNs / 1e3 / commands);
        }
        core.shutdown();
    }

    private static ExchangeConfiguration configuration(boolean isJournalled) {
        PerformanceConfiguration performance = PerformanceConfiguration.throughputPerformanceBuilder()
                .matchingEnginesNum(1)
                .riskEnginesNum(1)
                .waitStrategy(CoreWaitStrategy.YIELDING)
                .threadFactory(new AffinityThreadFactory(ThreadAffinityMode.THREAD_AFFINITY_DISABLE))
                .build();
        return ExchangeConfiguration.defaultBuilder()
                .performanceCfg(performance)
                .initStateCfg(isJournalled
                        ? InitialStateConfiguration.cleanStartJournaling("bench")
                        : InitialStateConfiguration.CLEAN_TEST)
                .serializationCfg(
                        isJournalled ? SerializationConfiguration.DISK_JOURNALING : SerializationConfiguration.DEFAULT)
                .build();
    }

    private static void open(ExchangeApi api) {
        CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(SYMBOL)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(BASE)
                .quoteCurrency(QUOTE)
                .baseScaleK(1)
                .quoteScaleK(1)
                .takerFee(50)
                .makerFee(20)
                .build();
        require(api.submitBinaryDataAsync(new BatchAddSymbolsCommand(symbol)));
        long transaction = 0;
        for (long uid = 1; uid <= AGENTS; uid++) {
            require(api.submitCommandAsync(ApiAddUser.builder().uid(uid).build()));
            require(api.submitCommandAsync(money(uid, BASE, ++transaction)));
            require(api.submitCommandAsync(money(uid, QUOTE, ++transaction)));
        }
    }

    private static ApiCommand money(long uid, int currency, long transaction) {
        return ApiAdjustUserBalance.builder()
                .uid(uid)
                .currency(currency)
                .amount(MUCH)
                .transactionId(transaction)
                .build();
    }

    private static void require(CompletableFuture<CommandResultCode> answer) {
        CommandResultCode code = answer.join();
        if (code != CommandResultCode.SUCCESS && code != CommandResultCode.ACCEPTED) {
            throw new IllegalStateException("the venue does not open: " + code);
        }
    }

    private ApiCommand[] prepare(int first, int count) {
        ApiCommand[] prepared = new ApiCommand[count];
        for (int i = 0; i < count; i++) {
            prepared[i] = command((first + i) * MESSAGE_BYTES);
        }
        return prepared;
    }

    private ApiCommand command(int at) {
        long orderId = tape.getLong(at);
        long price = tape.getLong(at + 8) / UNIT_E8;
        long uid = tape.getInt(at + 24);
        int kind = tape.get(at + 28);
        switch (kind) {
            case GTC:
            case IOC:
                return ApiPlaceOrder.builder()
                        .orderId(orderId)
                        .uid(uid)
                        .symbol(SYMBOL)
                        .action(tape.get(at + 29) == 0 ? OrderAction.BID : OrderAction.ASK)
                        .orderType(kind == GTC ? OrderType.GTC : OrderType.IOC)
                        .price(price)
                        .reservePrice(HIGHEST)
                        .size(tape.getLong(at + 16) / UNIT_E8)
                        .build();
            case MODIFY:
                return ApiMoveOrder.builder()
                        .orderId(orderId)
                        .uid(uid)
                        .symbol(SYMBOL)
                        .newPrice(price)
                        .build();
            case CANCEL:
                return ApiCancelOrder.builder().orderId(orderId).uid(uid).symbol(SYMBOL).build();
            default:
                throw new IllegalArgumentException("not in the mix: " + kind);
        }
    }

    private void onResult(OrderCommand command) {
        if (command.resultCode != CommandResultCode.SUCCESS && command.resultCode != CommandResultCode.ACCEPTED) {
            refusals++;
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                hash = mixed(hash, event.matchedOrderId);
                hash = mixed(hash, command.orderId);
                hash = mixed(hash, event.price * UNIT_E8);
                hash = mixed(hash, event.size * UNIT_E8);
            }
        }
        results++;
    }

    private static long mixed(long before, long value) {
        long mixed = (before ^ value) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }
}
