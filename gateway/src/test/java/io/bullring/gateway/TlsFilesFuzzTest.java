package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the files of TLS hold, they are a certificate and its key, or refused by the name of an option and without a word of the key. In
 * the corpus stands {@code @CERTIFICATE@} for a certificate that the run has made and {@code @KEY@} for its key.
 */
final class TlsFilesFuzzTest {
    private static final String CERTIFICATE = "@CERTIFICATE@";
    private static final String KEY = "@KEY@";

    /** Longest piece of a key that may be there by chance. */
    private static final int CHANCE = 16;

    @TempDir
    static Path directory;

    private static String certificate;
    private static String key;

    @BeforeAll
    static void make() throws Exception {
        TestCertificate made = TestCertificate.make(directory, "EC");
        certificate = Files.readString(made.certificateFile());
        key = Files.readString(made.keyFile());
        Files.copy(made.keyFile(), directory.resolve("key"));
    }

    /** The bytes are both files, one after the other: that of the key begins with its first line. */
    @FuzzTest
    void texts(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int begin =
                Stream.of("-----BEGIN PRIVATE KEY", KEY).mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(0);
        check(text.substring(0, begin).replace(CERTIFICATE, certificate), text.substring(begin).replace(KEY, key));
    }

    /** The bytes say which bytes of certificate and key are others: place, what it is changed by, and so on. */
    @FuzzTest
    void changes(byte[] bytes) throws IOException {
        byte[] chain = encoded(certificate);
        byte[] secret = encoded(key);
        ByteBuffer changes = ByteBuffer.wrap(bytes);
        while (changes.remaining() > Short.BYTES) {
            int place = Short.toUnsignedInt(changes.getShort()) % (chain.length + secret.length);
            byte[] changed = place < chain.length ? chain : secret;
            changed[place < chain.length ? place : place - chain.length] ^= changes.get();
        }
        check(TestCertificate.pem("CERTIFICATE", chain), TestCertificate.pem("PRIVATE KEY", secret));
    }

    private static void check(String chain, String secret) throws IOException {
        Path certificateFile = Files.writeString(directory.resolve("chain"), chain, StandardCharsets.ISO_8859_1);
        Path keyFile = Files.writeString(directory.resolve("key"), secret, StandardCharsets.ISO_8859_1);
        try {
            assertThat(TlsFiles.read(certificateFile, keyFile)).isNotNull();
            assertThat(chain).contains("-----BEGIN CERTIFICATE-----");
        } catch (TlsFiles.Unfit refusal) {
            assertThat(refusal.getMessage()).matches("(?s)(--tls-cert|--tls-key|a key of the kind) .*");
            String said = refusal.getMessage().replace(certificateFile.toString(), "").replace(keyFile.toString(), "");
            Stream<String> words = Arrays.stream(secret.split("[^A-Za-z0-9+/]+"));
            assertThat(words).noneMatch(word -> word.length() > CHANCE && said.contains(word));
        }
    }

    private static byte[] encoded(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
    }
}
