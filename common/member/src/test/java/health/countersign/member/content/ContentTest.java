package health.countersign.member.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.Bytes;
import health.countersign.domain.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ContentTest {
    @RepeatedTest(50)
    void whatIsWrittenIsReadBackByteForByte(RepetitionInfo repetition) {
        Content content = Samples.random(new Random(repetition.getCurrentRepetition()));

        assertThat(Content.of(content.bytes())).isEqualTo(content);
    }

    @Test
    void theBytesOfAResourceAreKeptAsTheyCame() {
        byte[] body = "{ \"resourceType\" : \"Patient\",\n\t\"id\":\"p\", \"multipleBirthInteger\": 1.00 }"
                .getBytes(StandardCharsets.UTF_8);
        Content.Entry entry = new Content.Entry("Patient", "p", Bytes.of(body));

        Content read = Content.of(new Content(Samples.SEED, "", List.of(entry), List.of(), List.of()).bytes());

        assertThat(read.entries().get(0).body().array()).isEqualTo(body);
    }

    @Test
    void anEntryThatLiesAboutItsTypeIsRefused() {
        Content.Entry honest = Samples.observation("o1", "1");

        assertThatThrownBy(() -> new Content.Entry("Condition", "o1", honest.body()).resource())
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void theSameEntryTwiceIsRefused() {
        Content.Entry entry = Samples.observation("o1", "1");

        assertThatThrownBy(() -> new Content(Samples.SEED, "", List.of(entry, entry), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoContentIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> Content.of("{\"secret\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class)
                .hasMessageNotContaining("secret");
    }
}
