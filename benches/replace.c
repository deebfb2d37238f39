/* The least that a durable replace takes: replace TARGET SOURCE.
 *
 * Writes the content of SOURCE into a new private file beside TARGET, flushes it, renames it over
 * TARGET and flushes the directory. A measure for `omero config set`, which also locks, reads,
 * checks and keeps owner, mode and attributes. */

#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void must(int ok, const char *what) {
    if (!ok) {
        perror(what);
        exit(1);
    }
}

int main(int argc, char **argv) {
    static char buffer[1 << 16];
    char temporary[PATH_MAX], target[PATH_MAX];
    if (argc != 3) {
        fprintf(stderr, "usage: replace TARGET SOURCE\n");
        return 2;
    }
    snprintf(target, sizeof target, "%s", argv[1]);
    must(snprintf(temporary, sizeof temporary, "%s.XXXXXX", argv[1]) < PATH_MAX, "path");

    int in = open(argv[2], O_RDONLY | O_CLOEXEC);
    must(in >= 0, argv[2]);
    int out = mkstemp(temporary);
    must(out >= 0, temporary);
    ssize_t got;
    while ((got = read(in, buffer, sizeof buffer)) > 0)
        must(write(out, buffer, (size_t)got) == got, temporary);
    must(got == 0, argv[2]);
    must(fsync(out) == 0, "fsync");
    must(rename(temporary, argv[1]) == 0, "rename");

    int directory = open(dirname(target), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    must(directory >= 0, "directory");
    must(fsync(directory) == 0, "fsync");
    return 0;
}
