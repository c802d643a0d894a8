package health.countersign.member.answer;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.member.content.Content;
import health.countersign.member.keys.SectionKeys;
import java.util.List;

/** What came of reading a change's content. */
public sealed interface Reading {
    /** Decrypted, well-formed, and what the header commits to; whether it is right is for the rules. */
    record Opened(Content content, List<JsonNode> resources, SectionKeys keys) implements Reading {}

    /** This organization is no reader of the section. */
    record Closed() implements Reading {}

    /** The key has not come yet, or the ciphertext has not. */
    record Waiting() implements Reading {}

    /** Key and ciphertext are there and do not give what the header commits to. */
    record Damaged(Ground ground) implements Reading {}
}
