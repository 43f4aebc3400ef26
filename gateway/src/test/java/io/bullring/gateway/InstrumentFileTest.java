package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.venue.BookInstrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstrumentFileTest {
    private static final String LEAST =
            "{'symbol':'ACMEUSDT','market':'book','opening_price':'100','maker_fee':'0.0002','taker_fee':0.0005}";

    @TempDir
    private Path directory;

    @Test
    void shouldReadWhatIsThereAndTakeTheRestAsNoBound() throws Exception {
        String all = LEAST.replace("ACME", "BOLT")
                .replace("}", ",'min_qty':0.01,'max_qty':'1e3','step_size':'0.01',"
                        + "'min_notional':'1','active':false}");
        assertThat(read("[" + LEAST + "," + all + "]"))
                .isEqualTo(
                        List.of(
                                new BookInstrument(
                                        new InstrumentTerms("ACMEUSDT", 0, true, 0, 0, 0, 0),
                                        new BookFees(20_000, 50_000),
                                        10_000_000_000L),
                                new BookInstrument(
                                        new InstrumentTerms(
                                                "BOLTUSDT", 0, false, 1_000_000, 100_000_000_000L, 1_000_000,
                                                100_000_000),
                                        new BookFees(20_000, 50_000),
                                        10_000_000_000L)));
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "'symbol':'ACMEUSDT'   | -                        | instrument 1: symbol must be",
        "'symbol':'ACMEUSDT'   | 'symbol':'ACME'          | instrument 1 (ACME): symbol must be",
        "'symbol':'ACMEUSDT'   | 'symbol':'acmeUSDT'      | symbol must be",
        "'symbol':'ACMEUSDT'   | 'symbol':'ABCDEFGHIJKLMNOPQUSDT' | symbol must be",
        "'market':'book'       | -                        | market must be book",
        "'market':'book'       | 'market':'reference'     | market must be book",
        "'opening_price':'100' | -                        | opening_price must be a number",
        "'opening_price':'100' | 'opening_price':0        | opening_price must be above 0",
        "'opening_price':'100' | 'opening_price':true     | opening_price must be a number",
        "'opening_price':'100' | 'opening_price':'1e11'   | opening_price must be a number",
        "'opening_price':'100' | 'opening_price':1e2      | -",
        "'opening_price':'100' | 'opening_price':1e10000000000 | has a number whose exponent is too long",
        "'maker_fee':'0.0002'  | -                        | maker_fee must be a number",
        "'maker_fee':'0.0002'  | 'maker_fee':'0.1'        | -",
        "'maker_fee':'0.0002'  | 'maker_fee':'0.10000001' | maker_fee must be 0 to 0.1",
        "'maker_fee':'0.0002'  | 'maker_fee':'-0.0001'    | maker_fee must be a number",
        "'maker_fee':'0.0002'  | 'maker_fee':'0.000000001' | maker_fee must be a number",
        "'maker_fee':'0.0002'  | 'maker_fee':0,'tick':1   | has no field of the name tick",
        "'maker_fee':'0.0002'  | 'maker_fee':0,'active':1 | active must be true or false",
        "'maker_fee':'0.0002'  | 'maker_fee':0,'min_qty':2,'max_qty':1 | max_qty must not be below min_qty",
        "'maker_fee':'0.0002'  | 'maker_fee':0,'min_qty':2,'max_qty':2 | -",
        "'maker_fee':'0.0002'  | 'maker_fee':0,'maker_fee':1 | is not JSON"
    })
    void shouldNameTheFieldAndTheRuleThatIsBroken(String part, String replacement, String expected) throws Exception {
        String without = LEAST.replace(part + ",", "");
        String json = replacement == null ? without : LEAST.replace(part, replacement);
        if (expected == null) {
            assertThat(read("[" + json + "]")).hasSize(1);
        } else {
            assertThatThrownBy(() -> read("[" + json + "]"))
                    .isInstanceOf(InstrumentFile.Unfit.class)
                    .hasMessageStartingWith("--instruments ")
                    .hasMessageContaining(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}      | is no JSON list",
        "[7]     | instrument 1: is no JSON object",
        "[       | is not JSON",
        "[] []   | is not JSON"
    })
    void shouldRefuseWhatIsNoListOfInstruments(String json, String expected) {
        assertThatThrownBy(() -> read(json)).hasMessageContaining(expected);
    }

    @Test
    void shouldRefuseASymbolThatIsThereTwiceAndAFileThatIsNotThere() {
        assertThatThrownBy(() -> read("[" + LEAST + "," + LEAST + "]"))
                .hasMessageContaining("instrument 2 (ACMEUSDT): symbol is there twice");
        assertThatThrownBy(() -> InstrumentFile.read(directory.resolve("none")))
                .hasMessage("--instruments " + directory.resolve("none") + " does not exist");
    }

    private List<BookInstrument> read(String json) throws IOException, InstrumentFile.Unfit {
        return InstrumentFile.read(Files.writeString(directory.resolve("books.json"), json.replace('\'', '"')));
    }
}
