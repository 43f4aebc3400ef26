package io.bullring.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens accounts and agents over HTTP, as anybody would. */
final class Traders {
    private static final String API = "/api/v1";
    private static final String RICH = "1000000000";
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final URI address;

    Traders(URI address) {
        this.address = address;
    }

    /** Keys of new accounts. */
    List<String> accounts(int count) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < count; i++) {
                keys.add(member(register(client), "api_key"));
            }
        }
        return keys;
    }

    /** Keys of new agents of one account, each with so much money that it never runs out. */
    List<String> agents(int count) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String account = register(client);
            String login = "{\"api_key\":\"" + member(account, "api_key") + "\",\"api_secret\":\""
                    + member(account, "api_secret") + "\"}";
            String token = member(post(client, "/auth/login", login, OK), "token");
            for (int i = 0; i < count; i++) {
                String agent = "{\"name\":\"bench " + i + "\",\"starting_balance\":\"" + RICH + "\"}";
                keys.add(
                        member(post(client, "/agents", agent, CREATED, "Authorization", "Bearer " + token), "api_key"));
            }
        }
        return keys;
    }

    private String register(HttpClient client) throws IOException, InterruptedException {
        return post(client, "/auth/register", "{\"display_name\":\"bench\"}", CREATED);
    }

    private String post(HttpClient client, String path, String body, int status, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(API + path)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in the answer");
        }
        return found.group(1);
    }
}
