package health.countersign.app.command;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest has it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"countersign " + (version == null ? "(from the build directory)" : version)};
    }
}
