package io.bullring.gateway.http.request;

import static io.bullring.gateway.http.request.Refusing.bytes;
import static io.bullring.gateway.http.request.Refusing.found;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The change of an order in a book, and what an agent is given. */
final class BookBodiesTest {
    private final ModifyBody change = new ModifyBody();
    private final GrantBody grant = new GrantBody();
    private final Violations violations = new Violations();

    @Test
    void shouldReadBothPartsOfAChangeOrOneOfThem() {
        assertThat(readChange("{'remaining_quantity':'1.5','price':99.6}")).isTrue();
        assertThat(change.leftE8()).isEqualTo(150_000_000);
        assertThat(change.priceE8()).isEqualTo(9_960_000_000L);
        assertThat(readChange("{'price':'99.6','remaining_quantity':null}")).isTrue();
        assertThat(change.leftE8()).isEqualTo(ModifyBody.UNCHANGED);
        assertThat(readChange("{'remaining_quantity':2}")).isTrue();
        assertThat(change.priceE8()).isEqualTo(ModifyBody.UNCHANGED);
    }

    @Test
    void shouldCutAQuantityAndRoundAPriceAsAnOrderDoes() {
        assertThat(readChange("{'remaining_quantity':'0.30000000999','price':'1.000000005'}")).isTrue();
        assertThat(change.leftE8()).isEqualTo(30_000_000);
        assertThat(change.priceE8()).isEqualTo(100_000_001);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                  | remaining_quantity missing",
        "{'quantity':1}                      | remaining_quantity missing",
        "{'price':null}                      | remaining_quantity missing",
        "{'remaining_quantity':0}            | remaining_quantity greater_than",
        "{'remaining_quantity':'-1'}         | remaining_quantity greater_than",
        "{'remaining_quantity':0.000000009}  | remaining_quantity greater_than",
        "{'remaining_quantity':'1e12'}       | remaining_quantity decimal_whole_digits",
        "{'remaining_quantity':'one'}        | remaining_quantity decimal_parsing",
        "{'price':0}                         | price greater_than",
        "{'price':[1]}                       | price decimal_parsing",
        "{'price':'92233720368.54775808'}    | price decimal_whole_digits",
        "[]                                  | body object_type"
    })
    void shouldNameWhatIsWrongWithAChange(String json, String expected) {
        assertThat(readChange(json)).isFalse();
        assertThat(found(violations)).containsExactly("body " + expected);
    }

    @Test
    void shouldReadAGrant() {
        assertThat(readGrant("{'symbol':' acmeUsdt ','quantity':'10.5'}")).isTrue();
        assertThat(grant.symbol()).isEqualTo("ACMEUSDT");
        assertThat(grant.quantityE8()).isEqualTo(1_050_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'quantity':1}                              | symbol missing",
        "{'symbol':7,'quantity':1}                   | symbol string_type",
        "{'symbol':'ACMEUSDT'}                       | quantity missing",
        "{'symbol':'ACMEUSDT','quantity':null}       | quantity null_forbidden",
        "{'symbol':'ACMEUSDT','quantity':0}          | quantity greater_than",
        "{'symbol':'ACMEUSDT','quantity':'-1'}       | quantity greater_than",
        "{'symbol':'ACMEUSDT','quantity':1e11}       | quantity decimal_whole_digits"
    })
    void shouldNameWhatIsWrongWithAGrant(String json, String expected) {
        assertThat(readGrant(json)).isFalse();
        assertThat(found(violations)).containsExactly("body " + expected);
    }

    private boolean readChange(String json) {
        return change.read(bytes(json.replace('\'', '"')), violations);
    }

    private boolean readGrant(String json) {
        return grant.read(bytes(json.replace('\'', '"')), violations);
    }
}
