// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar was built as. */
final class Version implements IVersionProvider {

    private static final String UNPACKAGED = "development";

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse(UNPACKAGED);
    }

    @Override
    public String[] getVersion() {
        return new String[] {"schism " + text()};
    }
}
