package io.bullring.gateway.http.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The slow hash of an account secret: Argon2id, written with its salt and parameters in the usual form,
 *
 * <pre>
 *   $argon2id$v=19$m=7168,t=5,p=1$&lt;salt&gt;$&lt;hash&gt;
 * </pre>
 *
 * Argon2id and not bcrypt of cost 12, because of equal strength against guessing (OWASP's parameters) it takes about 30 ms
 * of our processors instead of 250, and processors are what log-ins and orders compete for; and because bcrypt looks at 72
 * bytes, exactly the length of a secret today. With 7 MiB and five passes rather than 19 and two, it leaves less to the
 * collector. Any thread; takes time: not for an event loop.
 */
public final class SecretHash {
    private static final int MEMORY_KIB = 7_168;
    private static final int PASSES = 5;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_MEMORY_KIB = 1 << 16;
    private static final int MAX_PASSES = 16;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,5}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final SecureRandom random = new SecureRandom();

    /** A new hash of the secret, with a salt of its own. */
    public String hash(String secret) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = argon2id(secret, salt, MEMORY_KIB, PASSES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + '$' + base64.encodeToString(salt)
                + '$' + base64.encodeToString(hash);
    }

    /**
     * Whether the hash is this secret's, with the parameters that the hash names; compared in constant time.
     *
     * @throws IllegalArgumentException when the hash is none of ours
     */
    public boolean matches(String secret, String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a hash of a secret");
        }
        int memoryKib = Math.min(Integer.parseInt(form.group(1)), MAX_MEMORY_KIB);
        int passes = Math.min(Integer.parseInt(form.group(2)), MAX_PASSES);
        byte[] salt = Base64.getDecoder().decode(form.group(3));
        byte[] expected = Base64.getDecoder().decode(form.group(4));
        return MessageDigest.isEqual(expected, argon2id(secret, salt, memoryKib, passes));
    }

    private static byte[] argon2id(String secret, byte[] salt, int memoryKib, int passes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(secret.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
