package io.bullring.gateway.http.request;

import static io.bullring.gateway.http.request.Refusing.bytes;
import static io.bullring.gateway.http.request.Refusing.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.RiskProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentBodyTest {
    private static final int MAX_OPEN_ORDERS = 1_000;
    private static final String FULL = "{'name':' Momentum ','description':'fast','starting_balance':'2500.5',"
            + "'risk_config':{'max_order_size_pct':25,'max_open_orders':'20','note':'mine'},"
            + "'llm_model':'m','framework':'f','strategy_tags':['a',' b '],'color':'#123456','avatar_url':'https://x/y'}";

    private final AgentBody agent = new AgentBody();
    private final Violations violations = new Violations();

    @Test
    void shouldReadNewAgent() {
        assertThat(readNew(FULL)).isTrue();
        assertThat(agent.name()).isEqualTo("Momentum");
        assertThat(agent.description()).isEqualTo("fast");
        assertThat(agent.startingBalance().e8()).isEqualTo(250_050_000_000L);
        assertThat(agent.startingBalance().text()).isEqualTo("2500.5");
        assertThat(agent.llmModel()).isEqualTo("m");
        assertThat(agent.framework()).isEqualTo("f");
        assertThat(agent.strategyTags()).containsExactly("a", "b");
        assertThat(agent.color()).isEqualTo("#123456");
        assertThat(agent.avatarUrl()).isEqualTo("https://x/y");
    }

    @Test
    void shouldKeepRiskSettingsAsWrittenAndAsNumbers() {
        assertThat(readNew(FULL)).isTrue();
        assertThat(agent.riskConfig().text())
                .isEqualTo("{\"max_order_size_pct\":25,\"max_open_orders\":\"20\",\"note\":\"mine\"}");
        assertThat(agent.riskConfig().profile()).isEqualTo(new RiskProfile(
                2_500_000_000L, RiskProfile.UNSET, RiskProfile.UNSET, RiskProfile.UNSET, 20, RiskProfile.UNSET_COUNT));
    }

    @Test
    void shouldKeepRiskSettingsWithoutTheWhiteSpaceBetweenThem() {
        assertThat(readNew(
                "{'name':'a','risk_config':{ 'max_order_size_pct' :\r\n\t25.50, 'my note':[ 1e2 , ' a b ',\n{} ] }}"))
                .isTrue();
        assertThat(agent.riskConfig().text())
                .isEqualTo("{\"max_order_size_pct\":25.50,\"my note\":[1e2,\" a b \",{}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'max_order_size_pct':'much','max_order_size_pct':25", "'note':1,'note':1", "'a':[{'b':1,'\\u0062':2}]",
        "'note':'\\ud83d'", "'\\ude00':1", "'note':1e999999", "'note':[-1e400]"
    })
    void shouldRefuseToKeepWhatSomebodyElseMayReadOtherwise(String settings) {
        assertThat(readNew("{'name':'a','risk_config':{" + settings + "}}")).isFalse();
        assertThat(found(violations)).containsExactly("body risk_config value_error");
    }

    @Test
    void shouldKeepWhatIsNamedTwiceInDifferentObjectsAndWholeCharacters() {
        assertThat(readNew("{'name':'a','risk_config':{'a':{'b':1},'b':{'b':1e308},'c':'\\ud83d\\ude00'}}")).isTrue();
        assertThat(agent.riskConfig().text()).isEqualTo("{\"a\":{\"b\":1},\"b\":{\"b\":1e308},\"c\":\"😀\"}");
    }

    @Test
    void shouldReadEverySetting() {
        assertThat(readNew("{'name':'a','risk_profile':{'max_order_size_pct':'100','max_position_size_pct':0.00000001,"
                + "'daily_loss_limit_pct':'12.5','min_order_size_usd':0,'max_open_orders':1000,'order_rate_limit':1.0}}"))
                .isTrue();
        assertThat(agent.riskConfig().profile())
                .isEqualTo(new RiskProfile(10_000_000_000L, 1, 1_250_000_000L, 0, 1_000, 1));
    }

    @Test
    void shouldTakeSettingsThatAreNullAsNotSet() {
        assertThat(readNew("{'name':'a','risk_config':{'max_open_orders':null}}")).isTrue();
        assertThat(agent.riskConfig().profile()).isEqualTo(RiskProfile.NONE);
        assertThat(readNew("{'name':'a','risk_config':null}")).isTrue();
        assertThat(agent.riskConfig().text()).isEmpty();
    }

    @Test
    void shouldGiveDefaultsToAgentWithNothingButAName() {
        assertThat(readNew(FULL)).isTrue();
        assertThat(readNew("{'display_name':'x','description':null,'color':'','strategy_tags':null}")).isTrue();
        assertThat(agent.name()).isEqualTo("x");
        assertThat(agent.startingBalance().e8()).isEqualTo(1_000_000_000_000L);
        assertThat(agent.startingBalance().text()).isEqualTo("10000.00");
        assertThat(agent.description()).isNull();
        assertThat(agent.color()).isNull();
        assertThat(agent.strategyTags()).isEmpty();
        assertThat(agent.riskConfig().profile()).isEqualTo(RiskProfile.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`'10000.00'` | 10000.00",
        "10000        | 10000",
        "`'1e4'`      | 10000",
        "`'+12.5'`    | 12.5",
        "`'1.500000000000'` | 1.50000000"
    })
    void shouldEchoStartingBalanceInItsScale(String given, String echoed) {
        assertThat(readNew("{'name':'a','starting_balance':" + given + "}")).isTrue();
        assertThat(agent.startingBalance().text()).isEqualTo(echoed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'description':'x'                              | name missing",
        "'name':null                                    | name null_forbidden",
        "'display_name':null                            | display_name null_forbidden",
        "'name':''                                      | name string_too_short",
        "'name':7                                       | name string_type",
        "'name':'a','display_name':'b'                  | name value_error",
        "'name':'a','starting_balance':0                | starting_balance greater_than",
        "'name':'a','starting_balance':'-1'             | starting_balance greater_than",
        "'name':'a','starting_balance':'much'           | starting_balance decimal_parsing",
        "'name':'a','starting_balance':1e30             | starting_balance decimal_whole_digits",
        "'name':'a','starting_balance':'0.000000001'    | starting_balance value_error",
        "'name':'a','description':5                     | description string_type",
        "'name':'a','llm_model':[]                      | llm_model string_type",
        "'name':'a','framework':{}                      | framework string_type",
        "'name':'a','color':'#1234567'                  | color string_too_long",
        "'name':'a','avatar_url':'é'                    | avatar_url value_error",
        "'name':'a','strategy_tags':'a'                 | strategy_tags value_error",
        "'name':'a','strategy_tags':['a',5]             | strategy_tags.1 value_error",
        "'name':'a','strategy_tags':['']                | strategy_tags.0 value_error",
        "'name':'a','strategy_tags':['a\\nb']           | strategy_tags.0 value_error",
        "'name':'a','strategy_tags':['a\\u2028b']       | strategy_tags.0 value_error",
        "'name':'a','strategy_tags':[['a']]             | strategy_tags.0 value_error",
        "'name':'a\\u0000b'                             | name value_error",
        "'name':'a\\nb'                                 | name value_error",
        "'name':'a\\u0085b'                             | name value_error",
        "'name':'a\\u2028b'                             | name value_error",
        "'display_name':'a\\u2029b'                     | display_name value_error",
        "'name':'a','risk_config':[]                    | risk_config dict_type",
        "'name':'a','risk_config':'{}'                  | risk_config dict_type",
        "'name':'a','risk_config':{'max_order_size_pct':0}        | risk_config.max_order_size_pct value_error",
        "'name':'a','risk_config':{'max_order_size_pct':100.01}   | risk_config.max_order_size_pct value_error",
        "'name':'a','risk_config':{'max_order_size_pct':100.000000001} | risk_config.max_order_size_pct value_error",
        "'name':'a','risk_config':{'max_order_size_pct':'1e999999'} | risk_config.max_order_size_pct value_error",
        "'name':'a','risk_config':{'max_order_size_pct':0.000000019} | risk_config.max_order_size_pct value_error",
        "'name':'a','risk_config':{'min_order_size_usd':0.000000019} | risk_config.min_order_size_usd value_error",
        "'name':'a','risk_config':{'max_position_size_pct':'x'}   | risk_config.max_position_size_pct decimal_parsing",
        "'name':'a','risk_config':{'daily_loss_limit_pct':-5}     | risk_config.daily_loss_limit_pct value_error",
        "'name':'a','risk_config':{'min_order_size_usd':-0.5}     | risk_config.min_order_size_usd value_error",
        "'name':'a','risk_config':{'min_order_size_usd':1e20}     | risk_config.min_order_size_usd decimal_whole_digits",
        "'name':'a','risk_config':{'max_open_orders':0}           | risk_config.max_open_orders value_error",
        "'name':'a','risk_config':{'max_open_orders':1001}        | risk_config.max_open_orders value_error",
        "'name':'a','risk_config':{'max_open_orders':2.5}         | risk_config.max_open_orders int_parsing",
        "'name':'a','risk_config':{'max_open_orders':1e30}        | risk_config.max_open_orders value_error",
        "'name':'a','risk_profile':{'order_rate_limit':2147483648} | risk_profile.order_rate_limit value_error",
        "'name':'a','risk_profile':{'order_rate_limit':true}      | risk_profile.order_rate_limit decimal_parsing",
        "'name':'a','risk_config':{'max_open_orders':1},'risk_profile':{} | risk_config value_error"
    })
    void shouldNameTheFieldAndTheRuleThatIsBroken(String members, String expected) {
        assertThat(readNew("{" + members + "}")).isFalse();
        assertThat(found(violations)).containsExactly("body " + expected);
    }

    @Test
    void shouldBoundEveryText() {
        assertThat(readNew("{'name':'" + "n".repeat(101) + "','description':'" + "d".repeat(1_001) + "','llm_model':'"
                + "m".repeat(101) + "','framework':'" + "f".repeat(101) + "','avatar_url':'" + "u".repeat(2_049)
                + "'}"))
                .isFalse();
        assertThat(found(violations)).containsExactly(
                "body name string_too_long",
                "body description string_too_long",
                "body llm_model string_too_long",
                "body framework string_too_long",
                "body avatar_url string_too_long");
    }

    @Test
    void shouldBoundTagsAndSettings() {
        String tags = IntStream.rangeClosed(0, TagList.MAX_TAGS)
                .mapToObj(i -> "'" + i + "'")
                .collect(Collectors.joining(","));
        String note = "x".repeat(RiskConfig.MAX_BYTES);
        assertThat(readNew("{'name':'a','strategy_tags':[" + tags + "],'risk_config':{'note':'" + note + "'}}"))
                .isFalse();
        assertThat(readNew("{'name':'a','strategy_tags':['" + "t".repeat(51) + "']}")).isFalse();
        assertThat(found(violations)).containsExactly(
                "body risk_config value_error", "body strategy_tags value_error", "body strategy_tags.0 value_error");
    }

    @Test
    void shouldCountCharactersAndNotBytes() {
        assertThat(readNew("{'name':'" + "😀".repeat(100) + "'}")).isTrue();
        assertThat(readNew("{'name':'" + "😀".repeat(101) + "'}")).isFalse();
    }

    @Test
    void shouldFindSettingsBehindCharactersOfSeveralBytes() {
        assertThat(readNew("\uFEFF{'name':'ünïcødé 😀','risk_config' : {'max_open_orders': 3 , 'who':'é'} }")).isTrue();
        assertThat(agent.riskConfig().text()).isEqualTo("{\"max_open_orders\":3,\"who\":\"é\"}");
        assertThat(agent.riskConfig().profile().maxOpenOrders()).isEqualTo(3);
    }

    @Test
    void shouldRefuseSettingsThatAreNotUtf8() {
        byte[] json = bytes("{\"name\":\"a\",\"risk_config\":{\"note\":\"???\"}}");
        int at = new String(json, StandardCharsets.US_ASCII).indexOf("???");
        System.arraycopy(new byte[]{(byte) 0xED, (byte) 0xA0, (byte) 0x80}, 0, json, at, 3);
        assertThat(agent.readNew(json, MAX_OPEN_ORDERS, violations)).isFalse();
        assertThat(found(violations)).containsExactly("body risk_config json_invalid");
    }

    /** It would be another one when the settings are written anew. */
    @Test
    void shouldRefuseSettingsWithHalfOfACharacter() {
        for (String half : List.of("{'note':'\\ud83d'}", "{'\\ude00':1}", "{'a':[{'b':'\\ude00\\ud83d'}]}")) {
            Violations named = new Violations();
            byte[] json = bytes(("{'name':'a','risk_config':" + half + "}").replace('\'', '"'));
            assertThat(agent.readNew(json, MAX_OPEN_ORDERS, named)).as(half).isFalse();
            assertThat(found(named)).containsExactly("body risk_config value_error");
        }
        assertThat(readNew("{'name':'a','risk_config':{'note':'\\ud83d\\ude00'}}")).isTrue();
        assertThat(agent.riskConfig().text()).isEqualTo("{\"note\":\"😀\"}");
    }

    @Test
    void shouldReadChangeOfNothing() {
        assertThat(readChange("{}")).isTrue();
        assertThat(changes()).isEmpty();
    }

    @Test
    void shouldReadChangeOfWhatIsNamed() {
        assertThat(readChange("{'description':null,'risk_config':{},'strategy_tags':[],'status':'archived'}")).isTrue();
        assertThat(changes()).containsExactly("description", "riskConfig", "strategyTags");
        assertThat(agent.description()).isNull();
        assertThat(agent.riskConfig().profile()).isEqualTo(RiskProfile.NONE);
    }

    @Test
    void shouldRefuseToChangeTheNameToNothing() {
        assertThat(readChange("{'name':null}")).isFalse();
        assertThat(readChange("{'display_name':''}")).isFalse();
        assertThat(found(violations)).containsExactly("body name null_forbidden", "body display_name string_too_short");
    }

    private List<String> changes() {
        return IntStream.range(0, 8)
                .filter(i -> List.of(
                        agent.changesName(),
                        agent.changesDescription(),
                        agent.changesRiskConfig(),
                        agent.changesLlmModel(),
                        agent.changesFramework(),
                        agent.changesStrategyTags(),
                        agent.changesColor(),
                        agent.changesAvatarUrl())
                        .get(i))
                .mapToObj(List.of(
                        "name", "description", "riskConfig", "llmModel", "framework", "strategyTags", "color",
                        "avatarUrl")::get)
                .toList();
    }

    private boolean readNew(String json) {
        return agent.readNew(bytes(json.replace('\'', '"')), MAX_OPEN_ORDERS, violations);
    }

    private boolean readChange(String json) {
        return agent.readChange(bytes(json.replace('\'', '"')), MAX_OPEN_ORDERS, violations);
    }
}
