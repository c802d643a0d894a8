package health.countersign.app.consortium;

import health.countersign.domain.OrganizationId;
import java.nio.file.Path;

/** Where everything is in the one directory that the consortium of one machine lives in. */
public record ConsortiumFiles(Path directory) {
    public ConsortiumFiles {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The consortium document with its annex: with it and the ledger anyone can verify everything. */
    public Path consortium() {
        return directory.resolve("consortium.json");
    }

    /** The lanes' first transactions, which open them on a ledger. */
    public Path genesis() {
        return directory.resolve("genesis.json");
    }

    /** Everything that is one organization's own. */
    public Path organization(OrganizationId organization) {
        return organizations().resolve(organization.value());
    }

    Path organizations() {
        return directory.resolve("organizations");
    }

    /** The recovery keys of all, until each is taken offline. */
    public Path offline() {
        return directory.resolve("offline");
    }

    /** An organization's private keys. */
    public Path keys(OrganizationId organization) {
        return organization(organization).resolve("keys");
    }

    /** What an organization makes for itself from the log and the ledger. */
    public Path view(OrganizationId organization) {
        return organization(organization).resolve("view");
    }

    public Path kafka() {
        return directory.resolve("kafka");
    }

    public Path ledger() {
        return directory.resolve("ledger");
    }

    public Path validator() {
        return directory.resolve("validator");
    }

    /** Authenticates the cursors that subscribers are given. */
    public Path cursorKey() {
        return directory.resolve("notification").resolve("cursor.key");
    }

    /** The sentence behind each code, for the streams. */
    public Path catalogue() {
        return directory.resolve("notification").resolve("catalogue.json");
    }

    /** The local issuer's private key. */
    public Path issuerKey() {
        return directory.resolve("issuer").resolve("issuer.key");
    }

    /** The local issuer's public key, as services read it. */
    public Path issuerKeys() {
        return directory.resolve("issuer").resolve("jwks.json");
    }

    /** Who listens where, as of the last start. */
    public Path addresses() {
        return directory.resolve("addresses.json");
    }

    public Path log() {
        return directory.resolve("logs").resolve("countersign.log");
    }
}
