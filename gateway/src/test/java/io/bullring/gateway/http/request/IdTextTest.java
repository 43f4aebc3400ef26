package io.bullring.gateway.http.request;

import static io.bullring.gateway.http.request.Refusing.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.request.Violation.Place;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTextTest {
    private static final UUID ID = UUID.fromString("10f6c1e9-4e1e-8002-8000-000000000001");

    private final Violations violations = new Violations();

    @ParameterizedTest
    @ValueSource(strings = {
        "10f6c1e9-4e1e-8002-8000-000000000001", "10F6C1E9-4E1E-8002-8000-000000000001",
        " 10f6c1e9-4e1e-8002-8000-000000000001 "
    })
    void shouldReadId(String text) {
        assertThat(IdText.parse(Place.PATH, "order_id", text, violations)).isEqualTo(ID);
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "1", "1-1-1-1-1", "10f6c1e94e1e80028000000000000001", "10f6c1e9-4e1e-8002-8000-00000000000g",
        "10f6c1e9-4e1e-8002-80000-00000000001", "{0f6c1e9-4e1e-8002-8000-000000000001}"
    })
    void shouldRefuseWhatIsNoId(String text) {
        assertThat(IdText.parse(Place.PATH, "order_id", text, violations)).isNull();
        assertThat(found(violations)).containsExactly("path order_id uuid_parsing");
    }
}
