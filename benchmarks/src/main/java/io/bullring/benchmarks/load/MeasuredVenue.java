package io.bullring.benchmarks.load;

import io.bullring.gateway.http.EdgeConfig;
import io.bullring.gateway.http.Guests;
import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.http.HttpGateway;
import io.bullring.gateway.http.RateLimits;
import io.bullring.gateway.http.TlsIdentity;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.log.LogOutput;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.SocketConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that is measured: a venue as {@code bullring start} runs it, twice on a free port (in clear, and over TLS where there is
 * an identity), with two routes more that answer a constant. It does what it is told on standard input, line by line, answers each
 * line with one, and ends with the input.
 */
@Command(name = "measured-venue")
final class MeasuredVenue implements Callable<Integer> {
    /** Where the constant is, which nothing but the server stands before; as long as the answer to a market order. */
    static final String CONSTANT_PATH = "/constant";

    /** The same behind what every route of the venue has. */
    static final String GUARDED_PATH = "/constant/guarded";

    private static final String NAME = "constant";
    private static final String TEXT = "x".repeat(497);
    private static final Buffer CONSTANT = Buffer.buffer("{\"" + NAME + "\":\"" + TEXT + "\"}");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final int ORDERS_A_MINUTE = 6_000_000;

    @Option(names = "--data", required = true)
    private Path data;

    @Option(names = "--prices", required = true)
    private int pricesPerSecond;

    @Option(names = "--orders-a-minute", required = true)
    private int ordersPerMinute;

    @Option(names = "--identity")
    private Path identity;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MeasuredVenue()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        LogOutput.choose(LogOutput.Form.TEXT, false);
        VenueConfig config = VenueConfig.local(data).withOrderRateLimit(ORDERS_A_MINUTE);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try (LocalVenue venue = LocalVenue.open(config, new SteadyFeed(pricesPerSecond))) {
            EdgeConfig clear = EdgeConfig.local().with(new RateLimits(ordersPerMinute, 0, 0, 0, 0, 0, 0));
            HttpGateway inClear = serve(vertx, venue, clear);
            StringBuilder serving = new StringBuilder("http://127.0.0.1:").append(inClear.port());
            if (identity != null) {
                PfxOptions keys = new PfxOptions().setPath(identity.toString()).setPassword(Identity.PASSWORD);
                HttpGateway overTls = serve(vertx, venue, clear.withIdentity(new TlsIdentity(keys, Instant.MAX)));
                serving.append(" https://127.0.0.1:").append(overTls.port());
            }
            System.out.println(serving);
            obey();
            await(vertx.close());
        }
        return CommandLine.ExitCode.OK;
    }

    private static HttpGateway serve(Vertx vertx, LocalVenue venue, EdgeConfig edge) throws Exception {
        HttpConfig http = HttpConfig.defaults("127.0.0.1", 0).with(edge);
        return await(HttpGateway.start(vertx, http, SocketConfig.defaults(), venue, guests()));
    }

    private static Guests guests() {
        HttpAnswer guarded = HttpAnswer.created(json -> {
            json.writeStartObject();
            json.writeStringField(NAME, TEXT);
            json.writeEndObject();
        });
        return new Guests(MeasuredVenue::answerConstant, Map.of(GUARDED_PATH, guarded));
    }

    private static void answerConstant(Router router) {
        router.post(CONSTANT_PATH)
                .handler(context -> context.request()
                        .endHandler(ignored -> context.response()
                                .setStatusCode(201)
                                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                                .end(CONSTANT)));
    }

    private static void obey() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(switch (line) {
                case "access-log on" -> accessLog(true);
                case "access-log off" -> accessLog(false);
                case "footprint" -> Footprint.ofThisProcess().text();
                default -> "no such command: " + line.toLowerCase(Locale.ROOT);
            });
        }
    }

    private static String accessLog(boolean everyRequest) {
        LogOutput.choose(LogOutput.Form.TEXT, everyRequest);
        return "done";
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }
}
