package health.countersign.app.consortium;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Exit;
import health.countersign.domain.Fields;
import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.PolicyText;
import health.countersign.domain.Role;
import health.countersign.domain.Section;
import health.countersign.domain.SectionTerms;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.member.keys.Agreement;
import health.countersign.member.keys.Founder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What founders agree on, as a file: a consortium document without keys and signatures; the first start makes them. */
public final class AgreementFile {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1_000_000);
    private static final int MOST_LANES = 256;

    private AgreementFile() {}

    /** Reads an agreement; what is wrong with it is told with the place in the file. */
    public static Agreement read(Path file) {
        try {
            return agreement(StrictJson.read(Files.readAllBytes(file), LIMITS));
        } catch (IOException missing) {
            throw new CommandFailure(Exit.USAGE, "cannot read " + file, missing);
        } catch (MalformedException malformed) {
            throw new CommandFailure(
                    Exit.USAGE, "%s at %s: %s".formatted(file, malformed.pointer(), malformed.getMessage()), malformed);
        } catch (MalformedJsonException notJson) {
            throw new CommandFailure(Exit.USAGE, "%s: %s".formatted(file, notJson.getMessage()), notJson);
        }
    }

    private static Agreement agreement(Object tree) {
        Fields fields = Fields.of(tree);
        Agreement agreement = new Agreement(
                fields.string("id"),
                fields.list("founders", AgreementFile::founder),
                fields.object("sections", AgreementFile::sections),
                fields.value("seal", PolicyText::parse),
                fields.index("lanes", MOST_LANES),
                fields.string("ledger"));
        fields.end();
        return agreement;
    }

    private static Founder founder(Object tree) {
        Fields fields = Fields.of(tree);
        Founder founder =
                new Founder(fields.value("id", OrganizationId::new), fields.string("name"), roles(fields, "roles"));
        fields.end();
        return founder;
    }

    private static Map<Section, SectionTerms> sections(Object tree) {
        Fields fields = Fields.of(tree);
        Map<Section, SectionTerms> sections = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            if (fields.has(section.wire())) {
                sections.put(section, fields.object(section.wire(), AgreementFile::terms));
            }
        }
        fields.end();
        return sections;
    }

    private static SectionTerms terms(Object tree) {
        Fields fields = Fields.of(tree);
        SectionTerms terms = new SectionTerms(
                roles(fields, "writers"), roles(fields, "readers"), fields.value("policy", PolicyText::parse));
        fields.end();
        return terms;
    }

    private static Set<Role> roles(Fields fields, String name) {
        return Set.copyOf(fields.list(name, role -> new Role((String) role)));
    }
}
