/**
 * The disk, as those who write journals see it: few operations, each of which may fail. Tests put a disk in its place
 * that fails on purpose.
 */
package io.bullring.journal.disk;
