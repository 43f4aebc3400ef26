package io.bullring.gateway.http.request;

import static io.bullring.gateway.http.request.Refusing.bytes;
import static io.bullring.gateway.http.request.Refusing.found;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountBodiesTest {
    private final RegistrationBody registration = new RegistrationBody();
    private final LoginBody login = new LoginBody();
    private final Violations violations = new Violations();

    @Test
    void shouldReadRegistration() {
        assertThat(register("{'display_name':' Alpha ','starting_balance':'5000.0','email':'a@b.c'}")).isTrue();
        assertThat(registration.displayName()).isEqualTo("Alpha");
        assertThat(registration.startingBalance().e8()).isEqualTo(500_000_000_000L);
        assertThat(registration.startingBalance().text()).isEqualTo("5000.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'display_name':''}", "{'display_name':'  '}", "{'display_name':null}"})
    void shouldNameAnAccountThatHasNoName(String json) {
        assertThat(register(json)).isTrue();
        assertThat(registration.displayName()).isEqualTo(RegistrationBody.DEFAULT_NAME);
        assertThat(registration.startingBalance().text()).isEqualTo("10000.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'display_name':5}            | display_name string_type",
        "{'display_name':'a\\u2028b'}  | display_name value_error",
        "{'display_name':'a\\tb'}      | display_name value_error",
        "{'starting_balance':'none'}   | starting_balance decimal_parsing",
        "{'starting_balance':-1}       | starting_balance greater_than",
        "{'starting_balance':[]}       | starting_balance decimal_parsing",
        "{'email':'nope'}              | email value_error",
        "{'email':'a@b'}               | email value_error",
        "{'email':'a b@c.de'}          | email value_error",
        "{'email':''}                  | email string_too_short",
        "{'email':7}                   | email string_type",
        "{'password':'short-7'}        | password value_error",
        "{'password':'  '}             | password string_too_short",
        "{'password':12345678}         | password string_type",
        "[]                            | body object_type",
        "{'display_name':'x'           | body json_invalid"
    })
    void shouldRefuseRegistration(String json, String expected) {
        assertThat(register(json)).isFalse();
        assertThat(found(violations)).containsExactly("body " + expected);
    }

    @Test
    void shouldTakeEmailAndPasswordOfTheRightForm() {
        assertThat(register("{'email':'ada.l@example.co.uk','password':'8 chars!'}")).isTrue();
        assertThat(register("{'email':'" + "x".repeat(249) + "@ab.de','password':'" + "x".repeat(72) + "'}")).isTrue();
        assertThat(register("{'email':null,'password':null}")).isTrue();
        assertThat(register("{'email':'" + "x".repeat(250) + "@ab.de','password':'" + "x".repeat(73) + "'}")).isFalse();
        assertThat(found(violations)).containsExactly("body email string_too_long", "body password string_too_long");
    }

    @Test
    void shouldRefuseNameThatIsTooLong() {
        assertThat(register("{'display_name':'" + "x".repeat(101) + "'}")).isFalse();
        assertThat(found(violations)).containsExactly("body display_name string_too_long");
    }

    @Test
    void shouldReadLogin() {
        assertThat(login("{'api_key':'ak_live_x','api_secret':' sk_live_y '}")).isTrue();
        assertThat(login.apiKey()).isEqualTo("ak_live_x");
        assertThat(login.apiSecret()).isEqualTo("sk_live_y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'api_secret':'s'}                  | api_key missing",
        "{'api_key':'k'}                     | api_secret missing",
        "{'api_key':'k','api_secret':''}     | api_secret string_too_short",
        "{'api_key':'k','api_secret':null}   | api_secret null_forbidden",
        "{'api_key':1,'api_secret':'s'}      | api_key string_type"
    })
    void shouldRefuseLogin(String json, String expected) {
        assertThat(login(json)).isFalse();
        assertThat(found(violations)).containsExactly("body " + expected);
    }

    private boolean register(String json) {
        return registration.read(bytes(json.replace('\'', '"')), violations);
    }

    private boolean login(String json) {
        return login.read(bytes(json.replace('\'', '"')), violations);
    }
}
