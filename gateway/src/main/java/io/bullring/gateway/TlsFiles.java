package io.bullring.gateway;

import io.bullring.gateway.http.TlsIdentity;
import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate and the private key that {@code --tls-cert} and {@code --tls-key} name, read once, at start, and refused there rather than
 * by each client: by the name of the option, never with a word of the key.
 */
final class TlsFiles {
    private static final String CERTIFICATE = "--tls-cert ";
    private static final String KEY = "--tls-key ";
    private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_ENDS = "-----END PRIVATE KEY-----";
    private static final byte[] ANYTHING =
            "what only the owner of the key can sign".getBytes(StandardCharsets.US_ASCII);

    private TlsFiles() {}

    /** Why the venue cannot serve with these files. */
    static final class Unfit extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private Unfit(String message) {
            super(message);
        }

        private Unfit(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** What the venue shows to its clients, and proves to be its own. */
    static TlsIdentity read(Path certificateFile, Path keyFile) throws Unfit {
        X509Certificate[] chain = certificates(certificateFile);
        refuseUnlessSecret(keyFile);
        PrivateKey key = privateKey(keyFile, chain[0].getPublicKey());
        if (!fits(key, chain[0].getPublicKey())) {
            throw new Unfit(
                    KEY + keyFile + " is not the key of the first certificate in " + CERTIFICATE + certificateFile);
        }
        Instant validUntil = Arrays.stream(chain)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new TlsIdentity(KeyCertOptions.wrap(keyManager(key, chain, certificateFile)), validUntil);
    }

    private static X509Certificate[] certificates(Path file) throws Unfit {
        byte[] text = content(CERTIFICATE, file);
        try {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text))
                    .toArray(X509Certificate[]::new);
            if (chain.length == 0) {
                throw new Unfit(CERTIFICATE + file + " holds no certificate; it takes PEM, the venue's own one first");
            }
            refuseUnlessValid(chain, file);
            refuseUnlessSigned(chain, file);
            return chain;
        } catch (CertificateException e) {
            throw new Unfit(CERTIFICATE + file + " cannot be read as certificates in PEM", e);
        }
    }

    /** All that are sent, for a client asks it of all that lead to one that it knows. */
    private static void refuseUnlessValid(X509Certificate[] chain, Path file) throws Unfit {
        for (int i = 0; i < chain.length; i++) {
            try {
                chain[i].checkValidity();
            } catch (CertificateExpiredException | CertificateNotYetValidException e) {
                String which = i == 0
                        ? ""
                        : ", certificate " + (i + 1) + " (" + chain[i].getSubjectX500Principal().getName() + "),";
                throw new Unfit(CERTIFICATE + file + which + " is not valid today: " + e.getMessage(), e);
            }
        }
    }

    /** What a client checks too, but it cannot tell the operator. */
    private static void refuseUnlessSigned(X509Certificate[] chain, Path file) throws Unfit {
        try {
            for (int i = 1; i < chain.length; i++) {
                chain[i - 1].verify(chain[i].getPublicKey());
            }
        } catch (GeneralSecurityException e) {
            throw new Unfit(CERTIFICATE + file + ": each certificate must be signed by the next one", e);
        }
    }

    /** The group may read it, as the groups of machines that share a certificate do; where files have no such rights nobody is asked. */
    private static void refuseUnlessSecret(Path file) throws Unfit {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
                throw new Unfit(KEY + file + " can be read by everybody on this machine: chmod o= " + file);
            }
        } catch (IOException e) {
            throw unreadable(KEY, file, e);
        }
    }

    private static PrivateKey privateKey(Path file, PublicKey counterpart) throws Unfit {
        String text = new String(content(KEY, file), StandardCharsets.US_ASCII);
        int begin = text.indexOf(KEY_BEGINS);
        int end = text.indexOf(KEY_ENDS, begin + KEY_BEGINS.length());
        if (begin < 0 || end < 0) {
            throw new Unfit(
                    KEY + file + " holds no PKCS#8 key without a password; openssl pkcs8 -topk8 -nocrypt makes one");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGINS.length(), end));
        } catch (IllegalArgumentException e) {
            throw new Unfit(KEY + file + " is damaged", e);
        }
        try {
            return KeyFactory.getInstance(counterpart.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new Unfit(
                    KEY + file + " holds no " + counterpart.getAlgorithm() + " key, as the certificate asks for", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static boolean fits(PrivateKey key, PublicKey counterpart) throws Unfit {
        try {
            Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            });
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(counterpart);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new Unfit("a key of the kind " + key.getAlgorithm() + " cannot serve TLS", e);
        }
    }

    private static X509KeyManager keyManager(PrivateKey key, X509Certificate[] chain, Path file) throws Unfit {
        char[] inMemoryOnly = {};
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, inMemoryOnly);
            store.setKeyEntry("bullring", key, inMemoryOnly, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, inMemoryOnly);
            for (KeyManager manager : factory.getKeyManagers()) {
                if (manager instanceof X509KeyManager found) {
                    return found;
                }
            }
            throw new IllegalStateException("PKIX without a key manager for X.509");
        } catch (GeneralSecurityException e) {
            throw new Unfit(CERTIFICATE + file + " does not go with the key", e);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store is never read", e);
        }
    }

    private static byte[] content(String option, Path file) throws Unfit {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(option, file, e);
        }
    }

    private static Unfit unreadable(String option, Path file, IOException cause) {
        String why = cause instanceof NoSuchFileException ? " does not exist" : " cannot be read";
        return new Unfit(option + file + why, cause);
    }
}
