// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** What a child JVM runs to show where the library for native children is, or why there is none. */
final class LibraryMain {

    private LibraryMain() {}

    public static void main(String[] arguments) {
        try {
            System.out.println(SubprocessFaults.nativeLibrary());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
