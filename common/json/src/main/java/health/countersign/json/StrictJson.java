package health.countersign.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import health.countersign.json.MalformedJsonException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as RFC 8259 and I-JSON (RFC 7493) have it, and nothing beyond: a tree of {@code Map<String,Object>},
 * {@code List<Object>}, {@code String}, {@code Long}, {@code Boolean} and {@code null}.
 */
public final class StrictJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.DEPTH + 1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final int LONGEST_INT64 = 20;

    private final JsonParser parser;
    private final int maxDepth;

    private StrictJson(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    /**
     * The tree of one document.
     *
     * @throws MalformedJsonException for invalid UTF-8, duplicate keys, numbers that are no int64, lone surrogates,
     *     trailing bytes, too much or too deep a document
     */
    public static Object read(byte[] json, JsonLimits limits) {
        if (json.length > limits.bytes()) {
            throw new MalformedJsonException(Reason.TOO_LONG, limits.bytes());
        }
        CharBuffer text = decode(json);
        try (JsonParser parser = FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            return new StrictJson(parser, limits.depth()).document();
        } catch (StreamConstraintsException tooLongANumber) {
            throw new MalformedJsonException(Reason.NOT_AN_INT64, offsetOf(tooLongANumber));
        } catch (IOException notJson) {
            // Jackson's own messages quote what they read; ours must not.
            throw new MalformedJsonException(Reason.SYNTAX, offsetOf(notJson));
        }
    }

    private static CharBuffer decode(byte[] json) {
        CharBuffer text = CharBuffer.allocate(json.length);
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        if (result.isError()) {
            throw new MalformedJsonException(Reason.NOT_UTF8, bytes.position());
        }
        return text.flip();
    }

    private static long offsetOf(IOException fault) {
        return fault instanceof JacksonException jackson && jackson.getLocation() != null
                ? jackson.getLocation().getCharOffset()
                : 0;
    }

    private Object document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw fault(Reason.SYNTAX);
        }
        Object tree = value(first, 0);
        trailing();
        return tree;
    }

    private void trailing() {
        try {
            if (parser.nextToken() == null) {
                return;
            }
        } catch (IOException notEvenJson) {
            throw new MalformedJsonException(Reason.TRAILING, offsetOf(notEvenJson));
        }
        throw fault(Reason.TRAILING);
    }

    private Object value(JsonToken token, int depth) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT -> throw fault(Reason.NOT_AN_INT64);
            default -> throw fault(Reason.SYNTAX);
        };
    }

    private Map<String, Object> object(int depth) throws IOException {
        enter(depth);
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = text(parser.currentName());
            if (members.containsKey(key)) {
                throw fault(Reason.DUPLICATE_KEY);
            }
            members.put(key, value(parser.nextToken(), depth));
        }
        return Collections.unmodifiableMap(members);
    }

    private List<Object> array(int depth) throws IOException {
        enter(depth);
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token, depth));
        }
        return Collections.unmodifiableList(elements);
    }

    private void enter(int depth) {
        if (depth > maxDepth) {
            throw fault(Reason.TOO_DEEP);
        }
    }

    private Long integer() throws IOException {
        if (parser.getTextLength() > LONGEST_INT64 || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw fault(Reason.NOT_AN_INT64);
        }
        return parser.getLongValue();
    }

    private String text(String read) {
        for (int i = 0; i < read.length(); i++) {
            char c = read.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < read.length()
                        && Character.isLowSurrogate(read.charAt(i + 1));
                if (!paired) {
                    throw fault(Reason.LONE_SURROGATE);
                }
                i++;
            }
        }
        return read;
    }

    private MalformedJsonException fault(Reason reason) {
        return new MalformedJsonException(reason, parser.currentTokenLocation().getCharOffset());
    }
}
