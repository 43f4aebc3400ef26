package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bullring.arena.indicator.Indicator;
import io.bullring.gateway.analytics.Period;
import io.bullring.gateway.contract.DocumentedApi;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.OrderWords;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.http.credential.VenueKeys;
import io.bullring.gateway.http.openapi.ApiDocument;
import io.bullring.gateway.http.request.PnlPeriod;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.RequestGate;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.gateway.ws.SocketDesk;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document is one, and is about this venue. */
@Timeout(60)
final class OpenApiTest {
    private static final DocumentedApi API = DocumentedApi.SERVED;
    private static final String OPEN_API = "https://spec.openapis.org/oas/3.1/";
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    @TempDir
    Path directory;

    @Test
    void shouldDescribeWhatIsServedAndNothingElse() {
        SortedSet<String> described = new TreeSet<>();
        API.root().path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(member -> {
            if (METHODS.contains(member)) {
                described.add(member + ' ' + path.getKey());
            }
        }));
        assertThat(described).as("in the files of http/openapi, beside the routes of ApiRoutes")
                .containsExactlyElementsOf(served())
                .hasSizeGreaterThan(40);
    }

    @Test
    void shouldBeOpenApi31() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(id -> id.startsWith(OPEN_API) ? metaSchema(id) : null));
        Schema metaSchema = registry.getSchema(SchemaLocation.of(OPEN_API + "schema-base/2022-10-07"));
        assertThat(metaSchema.validate(API.root())).isEmpty();
        JsonNode withMistake = API.root().deepCopy();
        ((ObjectNode) withMistake.at("/paths/~1health/get")).put("parameters", 1);
        assertThat(metaSchema.validate(withMistake)).isNotEmpty();
    }

    @Test
    void shouldReferToWhatIsThereAndHaveNothingThatNobodyRefersTo() {
        SortedSet<String> referred = new TreeSet<>();
        walk("", API.root(), (pointer, node) -> {
            if (node.path("$ref").isTextual()) {
                String target = node.path("$ref").asText().substring(1);
                assertThat(API.root().at(target).isMissingNode()).as(pointer + " refers to " + target).isFalse();
                referred.add(target);
            }
        });
        SortedSet<String> components = new TreeSet<>();
        API.root()
                .path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> components.add("/components/" + kind.getKey() + '/' + name)));
        components.removeIf(component -> component.startsWith("/components/securitySchemes/"));
        components.removeAll(referred);
        assertThat(components)
                .as("described for paths and methods that are not")
                .containsExactly("/components/responses/NoSuchMethod", "/components/responses/Preflight");
    }

    @Test
    void shouldGiveExamplesThatAreOnes() {
        List<String> faults = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        walk("", API.root(), (pointer, node) -> {
            boolean isInSchema = pointer.startsWith("/components/schemas/");
            String schema = isInSchema ? pointer : pointer + "/schema";
            if (node.has("example") && !API.root().at(schema).isMissingNode()) {
                examples.add(pointer);
                API.faults(schema, node.path("example")).forEach(fault -> faults.add(pointer + ": " + fault));
            }
            for (JsonNode example : node.path("examples")) {
                examples.add(pointer);
                API.faults(schema, example.path("value")).forEach(fault -> faults.add(pointer + ": " + fault));
            }
        });
        assertThat(faults).isEmpty();
        assertThat(examples).hasSizeGreaterThan(40);
    }

    @Test
    void shouldShowWhatTheCallsOfEveryDayAnswer() {
        SortedSet<String> shown = new TreeSet<>();
        walk("/paths", API.root().path("paths"),
                (pointer, node) -> node.path("responses").properties().forEach(answer -> {
                    JsonNode content = answer.getValue().path("content").path("application/json");
                    if (answer.getKey().startsWith("2") && (content.has("example") || content.has("examples"))) {
                        shown.add(node.path("operationId").asText());
                    }
                }));
        assertThat(shown).contains(
                "register", "createAgent", "placeOrder", "getOrder", "listOrders", "listOpenOrders", "getPortfolio",
                "listPrices", "getOrderBook", "listCandles", "getLeaderboard");
    }

    @Test
    void shouldBeStrictAboutWhatIsAnswered() {
        List<String> loose = new ArrayList<>();
        API.root().at("/components/schemas").properties().forEach(schema -> {
            boolean isAnswer = !schema.getKey().endsWith("Body") && !schema.getKey().equals("AgentMembers");
            walk("/components/schemas/" + schema.getKey(), schema.getValue(), (pointer, node) -> {
                boolean isObject = node.path("type").asText().equals("object") && node.has("properties");
                boolean isClosed = node.has("additionalProperties") || node.has("unevaluatedProperties");
                if (isAnswer && isObject && !isClosed) {
                    loose.add(pointer);
                }
            });
        });
        assertThat(loose).isEmpty();
    }

    @Test
    void shouldKnowTheWordsOfTheCode() {
        assertThat(words("ErrorCode")).isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
        assertThat(words("OrderStatus"))
                .isEqualTo(Arrays.stream(OrderStatus.values()).map(OrderWords::of).toList());
        assertThat(words("CandleInterval")).isEqualTo(CandleInterval.ALL.stream().map(CandleInterval::text).toList());
        assertThat(words("IndicatorName")).isEqualTo(Indicator.ALL.stream().map(Indicator::text).toList());
        assertThat(texts(API.at("/components/schemas/Performance/properties/period/enum")))
                .isEqualTo(Arrays.stream(Period.values()).map(Period::text).toList());
        assertThat(texts(API.at("/components/schemas/Pnl/properties/period/enum")))
                .isEqualTo(Arrays.stream(PnlPeriod.values()).map(PnlPeriod::text).toList());
    }

    @Test
    void shouldKnowTheBoundsOfWebSockets() {
        SocketConfig bounds = SocketConfig.defaults();
        assertThat(API.at("/paths/~1ws~1v1/get/description").asText())
                .contains(
                        "the " + bounds.maxPortfolios() + " agents at most that were created first",
                        "every " + bounds.portfolioIntervalMs() / 1_000 + " seconds");
    }

    @Test
    void shouldBeTheSameBytesEachTime() {
        assertThat(ApiDocument.json()).isEqualTo(ApiDocument.json());
    }

    private List<String> words(String schema) {
        return texts(API.at("/components/schemas/" + schema + "/enum"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Methods and paths as the router has them; what it says where there is nothing has no method. */
    private SortedSet<String> served() {
        Vertx vertx = Vertx.vertx();
        HttpConfig config = HttpConfig.defaults("127.0.0.1", 0);
        try (LocalVenue venue = LocalVenue.open(VenueConfig.local(directory), new HandFeed());
                SharedParts shared = SharedParts.of(config, SocketConfig.defaults(), venue)) {
            Context context = vertx.getOrCreateContext();
            VenueKeys keys = VenueKeys.readOrMake(directory.resolve("keys"));
            Tokens tokens = new Tokens(vertx, keys.tokenKey(), venue.ids(), ServedVenue.TOKEN_SECONDS);
            SocketDesk sockets =
                    new SocketDesk(context, venue, tokens, shared.socketConfig(), shared.quota(), shared.counts(),
                            RequestGate.OPEN);
            Router router = Router.router(vertx);
            new ApiRoutes(shared, venue.caller(Runnable::run), tokens, keys.operator(), context)
                    .route(router, sockets, Guests.NONE);
            SortedSet<String> served = new TreeSet<>();
            for (Route route : router.getRoutes()) {
                if (route.methods() != null) {
                    for (HttpMethod method : route.methods()) {
                        if (method.equals(HttpMethod.HEAD) && route.methods().contains(HttpMethod.GET)) {
                            continue; // which the document says of all of them
                        }
                        served.add(method.name().toLowerCase(Locale.ROOT) + ' '
                                + route.getPath().replaceAll(":(\\w+)", "{$1}"));
                    }
                }
            }
            return served;
        } finally {
            ServedVenue.await(vertx.close());
        }
    }

    /** Every object of the document, with its pointer; examples are no part of it. */
    private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(pointer, node);
            node.properties().forEach(member -> {
                if (!member.getKey().equals("example") && !member.getKey().equals("examples")) {
                    walk(pointer + '/' + DocumentedApi.escaped(member.getKey()), member.getValue(), visitor);
                }
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                walk(pointer + '/' + i, node.get(i), visitor);
            }
        }
    }

    private static String metaSchema(String id) {
        String name = id.substring("https://".length());
        try (InputStream file = OpenApiTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
