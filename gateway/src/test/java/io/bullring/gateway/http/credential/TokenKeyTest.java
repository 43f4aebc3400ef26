package io.bullring.gateway.http.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenKeyTest {
    @TempDir
    Path directory;

    @Test
    void shouldMakeAKeyOnceThatOnlyItsOwnerMayRead() throws IOException {
        byte[] key = TokenKey.readOrMake(directory.resolve("keys"));
        Path file = directory.resolve("keys").resolve(TokenKey.FILE);
        assertThat(key).hasSize(64);
        assertThat(TokenKey.readOrMake(directory.resolve("keys"))).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (var files = Files.list(directory.resolve("keys"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldGiveEachVenueItsOwn() {
        assertThat(TokenKey.readOrMake(directory.resolve("a")))
                .isNotEqualTo(TokenKey.readOrMake(directory.resolve("b")));
    }

    @Test
    void shouldPassOverTheDraftOfACrash() throws IOException {
        Files.write(directory.resolve(TokenKey.FILE + ".new"), new byte[]{1});
        assertThat(TokenKey.readOrMake(directory)).hasSize(64);
    }

    @Test
    void shouldRefuseKeyThatOthersMayRead() throws IOException {
        TokenKey.readOrMake(directory);
        Path file = directory.resolve(TokenKey.FILE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> TokenKey.readOrMake(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("may be read by others");
    }

    @Test
    void shouldRefuseFileThatIsNoKey() throws IOException {
        Path file = directory.resolve(TokenKey.FILE);
        Files.write(file, new byte[10]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> TokenKey.readOrMake(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("should have 64 bytes, not 10");
    }
}
