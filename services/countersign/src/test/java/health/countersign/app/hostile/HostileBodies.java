package health.countersign.app.hostile;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies that are no JSON, or JSON that different readers read differently, by what is wrong with them. */
final class HostileBodies {
    private static final int DEEP = 100_000;
    private static final int LARGE = 11_000_000;
    private static final String ENTRY = "{\"reason\":\"x\",\"entries\":[{\"resource\":%s}]}";

    private HostileBodies() {}

    static Map<String, byte[]> all() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("no JSON", "not json");
        bodies.put("no object", "[1,2,3]");
        bodies.put("null", "null");
        bodies.put("half", "{\"reason\":\"x\",\"entries\":[");
        bodies.put("twice the same key", "{\"reason\":\"x\",\"reason\":\"y\",\"entries\":[]}");
        bodies.put(
                "twice the same key inside",
                ENTRY.formatted("{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}"));
        bodies.put("a number that doubles cannot hold", "{\"reason\":9007199254740993,\"entries\":[]}");
        bodies.put("not a number", "{\"reason\":NaN,\"entries\":[]}");
        bodies.put("infinite", "{\"reason\":1e999,\"entries\":[]}");
        bodies.put("half a surrogate pair", ENTRY.formatted("{\"resourceType\":\"Patient\",\"id\":\"\\ud800\"}"));
        bodies.put("deep lists", "[".repeat(DEEP));
        bodies.put("deep objects", "{\"a\":".repeat(DEEP));
        bodies.put("deep inside", ENTRY.formatted("[".repeat(DEEP) + "]".repeat(DEEP)));
        bodies.put("large", "{\"reason\":\"" + "x".repeat(LARGE) + "\"}");
        bodies.put("a comment", "/* */{\"reason\":\"x\",\"entries\":[]}");
        bodies.put("single quotes", "{'reason':'x','entries':[]}");
        bodies.put("more after the end", "{\"reason\":\"x\",\"entries\":[]}{}");
        bodies.put("a byte order mark", "\ufeff{\"reason\":\"x\",\"entries\":[]}");
        bodies.put("a field that nobody knows", "{\"reason\":\"x\",\"entries\":[],\"__proto__\":{}}");
        bodies.put("an external entity", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
        Map<String, byte[]> all = new LinkedHashMap<>();
        bodies.forEach((name, body) -> all.put(name, body.getBytes(StandardCharsets.UTF_8)));
        all.put("no UTF-8", new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
        all.put("UTF-16", "{\"reason\":\"x\",\"entries\":[]}".getBytes(StandardCharsets.UTF_16));
        all.put("zeros", new byte[1_000]);
        return all;
    }
}
