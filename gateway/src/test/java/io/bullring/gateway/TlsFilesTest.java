package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.gateway.http.TlsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsFilesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void shouldTakeCertificateAndItsKey(String algorithm) throws Exception {
        TestCertificate venue = TestCertificate.make(directory, algorithm);

        assertThat(TlsFiles.read(venue.certificateFile(), venue.keyFile())).isNotNull();
    }

    @Test
    void shouldTakeCertificatesOnlyWhenEachIsSignedByTheNext() throws Exception {
        TestCertificate venue = TestCertificate.make(directory, "EC");
        String own = Files.readString(venue.certificateFile());
        String stranger = Files.readString(TestCertificate.another(directory, "EC").certificateFile());

        Files.writeString(venue.certificateFile(), "# signed by itself\n" + own);
        assertThat(TlsFiles.read(venue.certificateFile(), venue.keyFile())).isNotNull();

        Files.writeString(venue.certificateFile(), own + stranger);
        assertThat(refusal(venue.certificateFile(), venue.keyFile()))
                .isEqualTo(
                        "--tls-cert " + venue.certificateFile() + ": each certificate must be signed by the next one");
    }

    @Test
    void shouldRefuseTheKeyOfAnotherCertificate() throws Exception {
        TestCertificate venue = TestCertificate.make(directory, "EC");
        TestCertificate other = TestCertificate.another(directory, "EC");
        TestCertificate rsa = TestCertificate.make(directory, "RSA");

        assertThat(refusal(venue.certificateFile(), other.keyFile()))
                .isEqualTo("--tls-key " + other.keyFile() + " is not the key of the first certificate in --tls-cert "
                        + venue.certificateFile());
        assertThat(refusal(venue.certificateFile(), rsa.keyFile()))
                .isEqualTo("--tls-key " + rsa.keyFile() + " holds no EC key, as the certificate asks for");
    }

    @Test
    void shouldNameTheOptionWhoseFileCannotBeRead() throws Exception {
        TestCertificate venue = TestCertificate.make(directory, "EC");
        Path missing = directory.resolve("missing");

        assertThat(refusal(missing, venue.keyFile())).isEqualTo("--tls-cert " + missing + " does not exist");
        assertThat(refusal(venue.certificateFile(), missing)).isEqualTo("--tls-key " + missing + " does not exist");
        assertThat(refusal(directory, venue.keyFile())).isEqualTo("--tls-cert " + directory + " cannot be read");
    }

    @Test
    void shouldRefuseFilesThatHoldSomethingElse() throws Exception {
        TestCertificate venue = TestCertificate.make(directory, "EC");
        Path empty = Files.createFile(directory.resolve("empty"));
        Path prose = Files.writeString(directory.resolve("prose"), "to whom it may concern\n");

        assertThat(refusal(empty, venue.keyFile())).startsWith("--tls-cert " + empty + " holds no certificate");
        assertThat(refusal(prose, venue.keyFile())).startsWith("--tls-cert " + prose + " cannot be read");
        assertThat(refusal(venue.keyFile(), venue.keyFile())).startsWith("--tls-cert " + venue.keyFile());
    }

    @Test
    void shouldRefuseKeysInOtherFormsWithoutAWordOfThem() throws Exception {
        TestCertificate venue = TestCertificate.make(directory, "EC");
        String key = Files.readString(venue.keyFile());
        String secret = key.lines().skip(1).findFirst().orElseThrow();

        assertThat(refusalOfKey(venue, key.replace("PRIVATE", "EC PRIVATE")))
                .endsWith("holds no PKCS#8 key without a password; openssl pkcs8 -topk8 -nocrypt makes one");
        assertThat(refusalOfKey(venue, key.replace("PRIVATE", "ENCRYPTED PRIVATE")))
                .endsWith("holds no PKCS#8 key without a password; openssl pkcs8 -topk8 -nocrypt makes one");
        assertThat(refusalOfKey(venue, "-----BEGIN PRIVATE KEY-----END PRIVATE KEY-----\n"))
                .endsWith("holds no PKCS#8 key without a password; openssl pkcs8 -topk8 -nocrypt makes one");
        assertThat(refusalOfKey(venue, TestCertificate.pem("PRIVATE KEY", Base64.getDecoder().decode("AAAA"))))
                .endsWith("holds no EC key, as the certificate asks for");
        assertThat(refusalOfKey(venue, key.replace(secret, "=" + secret)))
                .endsWith(" is damaged")
                .doesNotContain(secret);
    }

    @Test
    void shouldRefuseAKeyThatEverybodyMayRead() throws Exception {
        TestCertificate venue = TestCertificate.make(directory, "EC");
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "files have no owners here");

        Files.setPosixFilePermissions(venue.keyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(TlsFiles.read(venue.certificateFile(), venue.keyFile())).isNotNull();

        Files.setPosixFilePermissions(venue.keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal(venue.certificateFile(), venue.keyFile()))
                .isEqualTo("--tls-key " + venue.keyFile() + " can be read by everybody on this machine: chmod o= "
                        + venue.keyFile());
    }

    @Test
    void shouldRefuseACertificateOfThePast() throws Exception {
        TestCertificate venue = TestCertificate.expired(directory);

        assertThat(refusal(venue.certificateFile(), venue.keyFile()))
                .startsWith("--tls-cert " + venue.certificateFile() + " is not valid today: NotAfter: ");
    }

    @ParameterizedTest
    @CsvSource({"-30d, 2, NotAfter", "+5d, 90, NotBefore"})
    void shouldRefuseACertificateBehindTheFirstThatIsNotValidToday(String start, String days, String why)
            throws Exception {
        TestCertificate venue = TestCertificate.signed(directory, "-startdate", start, "-validity", days);

        assertThat(refusal(venue.certificateFile(), venue.keyFile()))
                .startsWith("--tls-cert " + venue.certificateFile()
                        + ", certificate 2 (CN=Bullring test authority), is not valid today: " + why + ": ");
    }

    @Test
    void shouldTellWhenTheFirstOfTheCertificatesEnds() throws Exception {
        TestCertificate venue = TestCertificate.signed(directory, "-validity", "40");
        Instant before = Instant.now();

        TlsIdentity identity = TlsFiles.read(venue.certificateFile(), venue.keyFile());

        assertThat(Duration.between(before, identity.validUntil()).toDays()).isBetween(39L, 40L);
    }

    private String refusalOfKey(TestCertificate venue, String text) throws Exception {
        Files.writeString(venue.keyFile(), text);
        return refusal(venue.certificateFile(), venue.keyFile());
    }

    private static String refusal(Path certificates, Path key) {
        return assertThrows(TlsFiles.Unfit.class, () -> TlsFiles.read(certificates, key)).getMessage();
    }
}
