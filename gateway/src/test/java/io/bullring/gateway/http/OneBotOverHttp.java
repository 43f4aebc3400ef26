package io.bullring.gateway.http;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A venue for all tests of a class, a price and an owner for each of them; the test gives the owner a bot. */
abstract class OneBotOverHttp {
    static final String BUY = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}";
    static final String SELL = "{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.015'}";
    static final String RESTING = "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}";
    static final String UNKNOWN_ID = "10000000-0000-8002-8000-000000000001";

    @TempDir
    static Path directory;

    static ServedVenue venue;

    Owner owner;
    Trader bot;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void registerOwner() {
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Owner");
    }
}
