package health.countersign.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeBodyTest {
    @Test
    void resourcesStayAsTheyAre() {
        String resource = "{ \"resourceType\":\"Claim\",  \"total\":{\"value\":1.50} }";

        Buffer body = ChangeBody.of("say \"why\"")
                .entry(resource.getBytes(StandardCharsets.UTF_8))
                .entry("{}".getBytes(StandardCharsets.UTF_8))
                .citation(Buffer.buffer("{\"change\":\"c\"}"))
                .with("requires", List.of("r"))
                .json();

        assertThat(body.toString()).contains("{\"resource\":" + resource + "}");
        JsonObject read = new JsonObject(body);
        assertThat(read.getString("reason")).isEqualTo("say \"why\"");
        assertThat(read.getJsonArray("entries")).hasSize(2);
        assertThat(read.getJsonArray("citations").getJsonObject(0).getString("change"))
                .isEqualTo("c");
        assertThat(read.getJsonArray("requires").getString(0)).isEqualTo("r");
    }
}
