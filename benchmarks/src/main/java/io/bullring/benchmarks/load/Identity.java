package io.bullring.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate for this machine that nobody vouches for, with its key. */
final class Identity {
    static final String PASSWORD = "benchmark";

    private Identity() {}

    /** Makes one in this directory, with the JDK's keytool; returns where. */
    static Path makeIn(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("identity.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=127.0.0.1",
                "-alias", "venue", "-validity", "2", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool ended with " + keytool.exitValue());
        }
        return store;
    }
}
