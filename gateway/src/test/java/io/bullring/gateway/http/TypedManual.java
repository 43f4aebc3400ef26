package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.contract.ApiContract;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** An agent's manual, and somebody who types what it says, the credentials put in. */
record TypedManual(String text, Owner owner, Trader bot) {
    static final String PREVIEW = "ak_live_agen...";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    static TypedManual of(ServedVenue venue, Owner owner, Trader bot) throws IOException, InterruptedException {
        String text = read(venue, owner, bot.id()).body();
        assertThat(text).doesNotContain("{{");
        return new TypedManual(text, owner, bot);
    }

    static HttpResponse<String> read(ServedVenue venue, Owner owner, String agentId)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + venue.port() + "/api/v1/agents/" + agentId + "/skill.md");
        HttpResponse<String> manual = send(HttpRequest.newBuilder(uri).headers(owner.bearer()).build());
        assertThat(manual.statusCode()).as(manual.body()).isEqualTo(200);
        return manual;
    }

    /** Types each line that is not said to be refused, in its order: each must be done. */
    void typeAll() throws IOException, InterruptedException {
        type(CurlLine.allIn(text).stream().filter(line -> !line.isRefused()).toList());
    }

    /** Types each line that is said to be refused: each must be, with the error that is named. */
    void typeRefused() throws IOException, InterruptedException {
        type(CurlLine.refusedIn(text));
    }

    /** Types each line, in its order, with the id of the order that was placed last: each must be done, or refused with the error that is named. */
    void typeInOrder() throws IOException, InterruptedException {
        type(CurlLine.allIn(text));
    }

    private void type(List<CurlLine.Documented> lines) throws IOException, InterruptedException {
        String orderId = "none";
        for (CurlLine.Documented documented : lines) {
            CurlLine curl = CurlLine.parse(literally(documented).replace("ORDER_ID", orderId));
            HttpResponse<String> answer = send(curl.request());
            if (documented.isRefused()) {
                assertRefused(documented, answer);
                continue;
            }
            assertThat(answer.statusCode()).as(documented + "\n" + answer.body()).isBetween(200, 204);
            if (curl.method().equals("POST") && curl.url().endsWith("/trade/order")) {
                orderId = JSON.readTree(answer.body()).path("order_id").asText();
            }
        }
    }

    /** One that is refused goes without the order's own id, under which the refusal would be remembered. */
    private String literally(CurlLine.Documented documented) {
        String line = withCredentials(documented.line());
        return documented.isRefused()
                ? line.replaceAll("QUANTITY|PRICE", "1").replaceAll(", \"client_order_id\": \"[^\"]+\"", "")
                : line;
    }

    private static void assertRefused(CurlLine.Documented refused, HttpResponse<String> answer) throws IOException {
        JsonNode error = JSON.readTree(answer.body()).path("error");
        assertThat(error.path("code").asText()).as(refused + "\n" + answer.body()).isEqualTo(refused.code());
        if (!refused.reason().isEmpty()) {
            assertThat(error.path("details").path("reason").asText())
                    .as(refused + "\n" + answer.body())
                    .isEqualTo(refused.reason());
        }
    }

    /** What it says to an agent, without what it says to its owner. */
    TypedManual ofAgent() {
        return new TypedManual(text.substring(0, text.indexOf("## For your owner")), owner, bot);
    }

    /** The errors that it names for lines that are refused. */
    SortedSet<String> errors() {
        SortedSet<String> errors = new TreeSet<>();
        CurlLine.refusedIn(text).forEach(it -> errors.add(it.reason().isEmpty() ? it.code() : it.reason()));
        return errors;
    }

    /** What is documented: each call, whether it would be refused or not, without what differs between agents and instruments. */
    List<String> calls() {
        return CurlLine.allIn(text)
                .stream()
                .map(line -> call(line.line()))
                .sorted()
                .toList();
    }

    private String call(String line) {
        CurlLine curl = CurlLine.parse(line);
        String body =
                curl.body() == null ? "" : curl.body().replaceAll("\"[0-9.]+\"|(?<=: )[0-9.]+|QUANTITY|PRICE", "N");
        return (curl.method() + " " + curl.url().replaceAll("^http://[^/]+", "") + " " + body)
                .replace(bot.id(), "AGENT_ID")
                .replace("\"N\"", "N")
                .replaceAll("my-order-[0-9]+", "MY_ORDER")
                .replaceAll("[A-Z]+USDT", "SYMBOL");
    }

    private String withCredentials(String line) {
        return line.replace(PREVIEW, bot.key()[1])
                .replace("YOUR_TOKEN", owner.token())
                .replace("YOUR_ACCOUNT_KEY", owner.apiKey())
                .replace("YOUR_ACCOUNT_SECRET", owner.apiSecret());
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        ApiContract.check(null, response);
        return response;
    }
}
