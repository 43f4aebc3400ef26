package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.JournalLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What is wrong on the command line is told in one line that names the option and the rule, with its exit code and without a stack
 * trace, and nothing is made or changed for it. {@code @} is a directory with a venue in {@code venue}, a {@code file} and an empty {@code dir}.
 */
@Timeout(60)
final class BadOptionsTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void furnish() throws IOException {
        LocalVenue.open(VenueConfig.local(directory.resolve("venue")), new NoFeed()).close();
        Files.createFile(directory.resolve("file"));
        Files.createDirectory(directory.resolve("dir"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "--data ''              | --data names no directory",
        "--data                 | Missing required parameter for option '--data'",
        "--data @/file          | --data @/file cannot be used: @/file is no directory",
        "--data @/file/in/it    | --data @/file/in/it cannot be used: @/file is no directory",
        "--port                 | Missing required parameter for option '--port'",
        "--port ''              | Invalid value for option '--port': '' is not an int",
        "--port http            | Invalid value for option '--port': 'http' is not an int",
        "--port -1              | --port must lie in 0 .. 65535",
        "--port 65536           | --port must lie in 0 .. 65535",
        "--port 99999999999     | Invalid value for option '--port': '99999999999' is not an int",
        "--bind ''              | --bind names no address",
        "--bind [::1            | --bind [::1 is not an address",
        "--insecure-bind=so     | Invalid value for option '--insecure-bind': 'so' is not a boolean",
        "--tls-cert '' --tls-key ''               | --tls-cert  cannot be read",
        "--tls-cert @/none --tls-key @/file       | --tls-cert @/none does not exist",
        "--tls-cert @/dir --tls-key @/file        | --tls-cert @/dir cannot be read",
        "--tls-cert @/file --tls-key @/file       | --tls-cert @/file holds no certificate",
        "--limits some          | Invalid value for option '--limits': expected one of [LOCAL, PUBLIC]",
        "--limit               | Missing required parameter for option '--limit' (NAME=N)",
        "--limit login         | Value for option option '--limit' (NAME=N) should be in KEY=VALUE format but was login",
        "--limit some=3        | --limit some=3: there is no such limit",
        "--limit login=-1      | --limit login=-1: a limit lies in 0 .. 1000000000",
        "--limit login=many    | 'many' is not an int",
        "--account-keys=so     | Invalid value for option '--account-keys': 'so' is not a boolean",
        "--enforce-step-size=so | Invalid value for option '--enforce-step-size': 'so' is not a boolean",
        "--enforce-min-notional=so | Invalid value for option '--enforce-min-notional': 'so' is not a boolean",
        "--cors ''              | --cors  is not an origin, such as https://example.org",
        "--cors *               | --cors * is not an origin, such as https://example.org, and never all of them",
        "--cors null            | --cors null is not an origin",
        "--cors example.org     | --cors example.org is not an origin",
        "--cors https://        | --cors https:// is not an origin",
        "--cors ftp://a         | --cors ftp://a is not an origin",
        "--cors https://a/      | --cors https://a/ is not an origin",
        "--cors https://a/b     | --cors https://a/b is not an origin",
        "--cors https://u@a     | --cors https://u@a is not an origin",
        "--cors https://A.org   | --cors https://A.org is not an origin",
        "--cors https://a:443   | --cors https://a:443 is not an origin",
        "--cors http://a:80     | --cors http://a:80 is not an origin",
        "--cors https://a:99999 | --cors https://a:99999 is not an origin",
        "--behind-proxy=so      | Invalid value for option '--behind-proxy': 'so' is not a boolean",
        "--proxy-hops -1        | --proxy-hops must lie in 0 ..",
        "--proxy-hops two       | Invalid value for option '--proxy-hops': 'two' is not an int",
        "--token-hours ''       | Invalid value for option '--token-hours': '' is not an int; without the option it comes from JWT_EXPIRY_HOURS",
        "--token-hours 0        | --token-hours, or JWT_EXPIRY_HOURS, must lie in 1 .. 168",
        "--ws-connections -1    | --ws-connections must lie in 1 .. 10000",
        "--ws-connections 10001 | --ws-connections must lie in 1 .. 10000",
        "--ws-connections ''    | Invalid value for option '--ws-connections': '' is not an int",
        "--ws-subscriptions 0   | --ws-subscriptions must lie in 1 .. 1000",
        "--ws-queue 99          | --ws-queue must lie in 100 .. 1000000",
        "--price-max-age -1     | --price-max-age, or PRICE_MAX_AGE_SECONDS, must lie in 0 .. 31536000",
        "--price-max-age ''     | Invalid value for option '--price-max-age': '' is not an int; without the option it comes from PRICE_MAX_AGE_SECONDS",
        "--order-life 0         | --order-life must lie in 1 .. 87600",
        "--order-life 87601     | --order-life must lie in 1 .. 87600",
        "--order-life ''        | Invalid value for option '--order-life': '' is not an int",
        "--log xml              | Invalid value for option '--log': expected one of [TEXT, JSON]",
        "--access-log=so        | Invalid value for option '--access-log': 'so' is not a boolean",
        "--no-event-log=so      | Invalid value for option '--no-event-log': 'so' is not a boolean",
        "--cold-after-days -1   | --cold-after-days is at least 0",
        "--cold-after-days many | Invalid value for option '--cold-after-days': 'many' is not an int",
        "--speed 0              | --speed must lie in 1 .. 100000",
        "--speed 100001         | --speed must lie in 1 .. 100000",
        "--speed fast           | Invalid value for option '--speed': 'fast' is not an int",
        "--feed kraken          | Invalid value for option '--feed': expected one of [REPLAY, BINANCE, NONE]",
        "--recording            | Missing required parameter for option '--recording'",
        "--recording ''         | --recording names no file",
        "--recording @/none     | --recording @/none does not exist",
        "--recording @/dir      | --recording @/dir: cannot be read",
        "--symbols BTCUSDT,ETHUSDT --recording @/file | --recording @/file: is no capture of streams, so it is of one symbol, and --symbols names more",
        "--recording @/file     | --recording @/file",
        "--symbols ''           | --symbols:  is not 1 to 16 of A..Z",
        "--symbols BTC          | --symbols: BTC is not 1 to 16 of A..Z",
        "--symbols AUSDT,ausdt  | --symbols: a symbol is named twice",
        "--instruments ''       | --instruments  cannot be read",
        "--instruments @/none   | --instruments @/none does not exist",
        "--instruments @/dir    | --instruments @/dir cannot be read",
        "--instruments @/file   | --instruments @/file",
        "--binance-streams ''   | --binance-streams  is not of the form wss://host:port",
        "--binance-streams wss://a:65536         | --binance-streams wss://a:65536 is not of the form wss://host:port",
        "--binance-streams a:   | Invalid value for option '--binance-streams'",
        "--binance-rest ftp://a | --binance-rest ftp://a is not of the form https://host:port",
        "--durability some      | Invalid value for option '--durability': expected process-crash or power-loss",
        "--shout                | Unknown option: '--shout'",
        "more                   | Unmatched argument at index"
    })
    void shouldNameTheOptionOfAStart(String options, String why) throws IOException {
        String data = options.startsWith("--data") ? "" : " --data @/made";
        assertRefused("start" + data + " " + options, 2, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "snapshot                                  | 2 | Missing required parameter: 'DIR'",
        "snapshot @/none                           | 2 | there is no journal in @/none",
        "snapshot @/file                           | 2 | there is no journal in @/file",
        "snapshot @/venue --keep 0                 | 2 | --keep is at least 1",
        "snapshot @/venue --keep ''                | 2 | Invalid value for option '--keep': '' is not an int",
        "snapshot @/venue --cold-after-days -1     | 2 | --cold-after-days is at least 0",
        "snapshot @/venue --ends-with 99999999     | 2 | --ends-with: there is no process 99999999",
        "journal describe                          | 2 | Missing required parameter: 'DIR'",
        "journal describe @/none                   | 3 | There is no directory @/none.",
        "journal describe @/file                   | 3 | There is no directory @/file.",
        "journal verify @/dir                      | 3 | There is no journal in @/dir",
        "journal verify @/venue/journal --witness x | 2 | Invalid value for option '--witness' (SEQ:HASH): 'x' is no head",
        "journal print @/venue/journal --from 0    | 2 | --from is at least 1",
        "journal print @/venue/journal --from x    | 2 | Invalid value for option '--from': 'x' is not a long",
        "journal print @/venue/journal --from 3 --to 2 | 2 | --to not before it",
        "journal print @/venue/journal --limit 0   | 2 | --limit at least 1",
        "journal print @/venue/journal --kind Some | 2 | There is no command or event 'Some'",
        "journal print @/venue/journal --agent -1  | 2 | --agent is at least 0, --order at least 1.",
        "journal print @/venue/journal --order 0   | 2 | --agent is at least 0, --order at least 1.",
        "journal print @/venue/journal --order -1  | 2 | --agent is at least 0, --order at least 1.",
        "journal print @/venue/journal --since now | 2 | Invalid value for option '--since': 'now' is no time",
        "journal explain @/venue/journal           | 2 | Missing required parameter: 'ORDER'",
        "journal explain @/venue/journal 0         | 2 | (ORDER): '0' is no order",
        "journal explain @/venue/journal 9         | 4 | There is no order 9 in this journal.",
        "journal state @/venue/journal --at 0      | 2 | --at is at least 1.",
        "journal state @/venue/journal --at 999    | 4 | The journal ends with command",
        "journal state @/venue/journal --agent 0   | 4 | There is no agent 0",
        "journal export @/venue/journal            | 2 | (--to=FOLDER | --archive=FILE)",
        "journal export @/venue/journal --to ''    | 2 | --to and --archive name where to write.",
        "journal export @/venue/journal --archive '' | 2 | --to and --archive name where to write.",
        "journal export @/venue/journal --to @/file | 3 | The export cannot be written",
        "journal export @/venue/journal --archive @/dir | 3 | The export cannot be written",
        "journal export @/venue/journal --to @/out --format xml | 2 | Invalid value for option '--format'",
        "journal skip @/venue/journal              | 2 | Missing required options and parameters: '--why=TEXT', '--by=NAME'",
        "journal skip @/venue/journal x --why a --by b | 2 | (SEQUENCE): 'x' is not a long",
        "journal skip @/venue/journal 1 --why '' --by b | 5 | Say why, in 1 to",
        "journal skip @/venue/journal 1 --why a --by b | 5 | The engine halts at no command of this journal"
    })
    void shouldNameWhatIsWrongWithAnotherCommand(String command, int exitCode, String why) throws IOException {
        assertRefused(command, exitCode, why);
    }

    @Test
    void shouldSayThatThePortIsTakenBeforeAnythingIsMade() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    "start --data @/made --port " + port, 1,
                    "cannot serve on --bind 127.0.0.1 --port " + port + ": Address already in use");
            try (JournalLock held = JournalLock.acquire(directory.resolve("venue").resolve("journal"))) {
                assertRefused("start --data @/venue --port " + port, 1, held.directory().toString());
            }
        }
        assertRefused(
                "start --data @/made --port 0 --insecure-bind --bind 192.0.2.1", 1,
                "cannot serve on --bind 192.0.2.1 --port 0: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token.key", "operator.token"})
    void shouldRefuseADirectoryWithASecretThatIsNotToBeTrusted(String name, @TempDir Path data) throws IOException {
        Path secret = Files.createDirectory(data.resolve("keys")).resolve(name);
        String refusal = "--data " + data + " cannot be used: " + secret;
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        assertRefused("start --port 0 --data " + data, 2, refusal + " may be read by others: chmod 600 it");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertRefused("start --port 0 --data " + data, 2, refusal + " should have ");
        Files.delete(secret);
        Files.createDirectory(secret);
        assertRefused("start --port 0 --data " + data, 2, refusal + " is no file");
        assertThat(data.resolve("journal")).doesNotExist();
    }

    /** The option after it is refused only when what the environment has was taken. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "JWT_EXPIRY_HOURS | two | Invalid value for option '--token-hours': 'two' is not an int; without the option it comes from JWT_EXPIRY_HOURS",
        "JWT_EXPIRY_HOURS | 0   | --token-hours, or JWT_EXPIRY_HOURS, must lie in 1 .. 168",
        "JWT_EXPIRY_HOURS | \"\"  | --ws-queue must lie in 100 .. 1000000",
        "PRICE_MAX_AGE_SECONDS | old | Invalid value for option '--price-max-age': 'old' is not an int; without the option it comes from PRICE_MAX_AGE_SECONDS",
        "PRICE_MAX_AGE_SECONDS | \"\" | --ws-queue must lie in 100 .. 1000000",
        "AGENT_MGMT_ALLOW_ACCOUNT_KEY | 1 | Invalid value for option '--account-keys': '1' is not a boolean; without the option it comes from AGENT_MGMT_ALLOW_ACCOUNT_KEY",
        "AGENT_MGMT_ALLOW_ACCOUNT_KEY | \"\" | --ws-queue must lie in 100 .. 1000000",
        "AGENT_MGMT_ALLOW_ACCOUNT_KEY | true | --ws-queue must lie in 100 .. 1000000",
        "JWT_EXPIRY_HOURS | 168 | --ws-queue must lie in 100 .. 1000000"
    })
    void shouldTakeAnEmptyVariableOfTheEnvironmentForNone(String variable, String text, String why) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder start = new ProcessBuilder(
                java.toString(), "@" + Path.of("..", "config", "jvm.args"), "-cp",
                System.getProperty("java.class.path"),
                Bullring.class.getName(), "start", "--data", directory.resolve("made").toString(), "--ws-queue", "99")
                .redirectErrorStream(true);
        start.environment().put(variable, text);
        Process process = start.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("bullring start: " + why);
    }

    private static void assertRefused(String command, int exitCode, String why) throws IOException {
        String[] arguments = Arrays.stream(command.split(" "))
                .map(argument -> argument.equals("''") ? "" : argument.replace("@", directory.toString()))
                .toArray(String[]::new);
        StringWriter err = new StringWriter();
        CommandLine bullring = Bullring.commandLine().setErr(new PrintWriter(err, true));
        List<String> before = files();

        int code = bullring.execute(arguments);

        List<String> said = err.toString().lines().toList();
        assertThat(code).as(said.toString()).isEqualTo(exitCode);
        assertThat(said.getFirst()).contains(why.replace("@", directory.toString()));
        assertThat(said.subList(1, said.size())).allMatch(line -> line.startsWith("Try 'bullring "));
        assertThat(files()).isEqualTo(before);
    }

    /** With their sizes and times; a lock that is taken and left writes its file anew. */
    private static List<String> files() throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(each -> !each.endsWith("journal.lock")).toList()) {
                String of = Files.isDirectory(path) ? "" : Files.size(path) + " " + Files.getLastModifiedTime(path);
                found.put(path.toString(), of);
            }
        }
        return found.entrySet().stream().map(Object::toString).toList();
    }
}
