package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import winnow.model.Identifier;

class BlockTest {
  private static final Identifier PAGE = Identifier.parse("url:https://blog.example/1?a=b");
  private static final Identifier PAPER = Identifier.parse("arxiv:2403.00001");

  @Test
  void text_namesOfAKey_areReadAsTheyWere() {
    Block two = Block.EMPTY.with(PAGE, 2).with(PAPER, 2);

    assertThat(two.text()).isEqualTo("arxiv:2403.00001 url:https://blog.example/1?a=b");
    assertThat(Block.parse(two.text())).isEqualTo(two);
  }

  @Test
  void text_wornKey_staysWorn() {
    Block worn = Block.EMPTY.with(PAGE, 1).with(PAPER, 1);

    assertThat(worn.worn()).isTrue();
    assertThat(Block.parse(worn.text())).isEqualTo(worn);
    assertThat(Block.parse(worn.text()).with(PAPER, 9)).isEqualTo(worn);
  }

  @Test
  void with_knownNameWhereFewerMayHaveTheKeyNow_wearsIt() {
    Block two = Block.EMPTY.with(PAGE, 2).with(PAPER, 2);

    assertThat(two.with(PAPER, 2)).isSameAs(two);
    assertThat(two.with(PAPER, 1).worn()).isTrue();
  }
}
