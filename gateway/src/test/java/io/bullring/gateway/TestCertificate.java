package io.bullring.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 that nobody outside of this run has, made by the JDK's keytool, and its key, each in a PEM file.
 *
 * @param certificateFile certificate in PEM
 * @param keyFile key in PKCS#8 and PEM, for its owner only
 */
public record TestCertificate(Path certificateFile, Path keyFile, Certificate certificate) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Map<String, byte[]> STORES = new ConcurrentHashMap<>();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[]{'\n'});

    /** The run's own one of this algorithm: {@code EC}, {@code RSA} or {@code Ed25519}. */
    public static TestCertificate make(Path directory, String algorithm) throws Exception {
        byte[] store = STORES.get(algorithm);
        if (store == null) {
            store = madeBy(directory, algorithm, "-validity", "2");
            STORES.put(algorithm, store);
        }
        return of(store, directory);
    }

    /** Another than {@link #make} gives. */
    static TestCertificate another(Path directory, String algorithm) throws Exception {
        return of(madeBy(directory, algorithm, "-validity", "2"), directory);
    }

    /** One whose last day was long ago. */
    static TestCertificate expired(Path directory) throws Exception {
        return of(madeBy(directory, "EC", "-startdate", "-30d", "-validity", "2"), directory);
    }

    /** One of 90 days that an authority has signed, whose own certificate, of these options of validity, is behind it in the file. */
    static TestCertificate signed(Path directory, String... validityOfAuthority) throws Exception {
        Path store = directory.resolve(UUID.randomUUID() + ".p12");
        keytool(store, "authority", "EC", "-ext", "bc:c", validityOfAuthority);
        return of(keytool(store, "venue", "EC", "-signer", "authority", "-validity", "90"), directory);
    }

    private static byte[] madeBy(Path directory, String algorithm, String... validity) throws Exception {
        return keytool(directory.resolve(UUID.randomUUID() + ".p12"), "venue", algorithm, "-ext",
                "san=ip:127.0.0.1,dns:localhost", validity);
    }

    /** The tool is a Java process: most of a second. */
    private static byte[] keytool(
            Path store, String alias, String algorithm, String option, String value, String... validity)
            throws Exception {
        List<String> keytool = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", alias, "-keyalg", algorithm, "-dname", "CN=Bullring test " + alias,
                option, value, "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", new String(PASSWORD)));
        keytool.addAll(List.of(validity));
        Process process = new ProcessBuilder(keytool).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return Files.readAllBytes(store);
    }

    private static TestCertificate of(byte[] store, Path directory) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(store), PASSWORD);
        Certificate certificate = keys.getCertificate("venue");
        String name = UUID.randomUUID().toString();
        Path keyFile = directory.resolve(name + ".key");
        Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, pem("PRIVATE KEY", keys.getKey("venue", PASSWORD).getEncoded()));
        StringBuilder chain = new StringBuilder();
        for (Certificate each : keys.getCertificateChain("venue")) {
            chain.append(pem("CERTIFICATE", each.getEncoded()));
        }
        Path certificateFile = Files.writeString(directory.resolve(name + ".crt"), chain);
        return new TestCertificate(certificateFile, keyFile, certificate);
    }

    static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(encoded) + "\n-----END " + what + "-----\n";
    }

    /** Of a client that believes this certificate and no other, and speaks this protocol and no later one. */
    public SSLContext trusted(String protocol) throws Exception {
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, PASSWORD);
        believed.setCertificateEntry("venue", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(believed);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
