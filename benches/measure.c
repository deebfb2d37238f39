/* Times whole processes: measure RUNS COMMAND... [-- COMMAND...]...
 *
 * Runs the commands in turn, RUNS times each, so that whatever else the machine does hits all of them
 * alike. Prints one line for each: the median in microseconds and the largest resident set in KiB.
 * An argument that is {} stands for the number of the run. Standard output is thrown away.
 *
 * This is C because it must be small: the resident set of a process begins with that of the process
 * that started it. */

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { MOST_COMMANDS = 16 };

struct command {
    char **words;
    double *microseconds;
    long kibibytes;
};

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static int by_size(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static void run(struct command *command, int number, const posix_spawn_file_actions_t *actions) {
    char text[16];
    char *words[64];
    int count = 0;
    snprintf(text, sizeof text, "%d", number);
    for (char **word = command->words; *word && count < 63; word++)
        words[count++] = strcmp(*word, "{}") == 0 ? text : *word;
    words[count] = NULL;

    pid_t child;
    int status;
    struct rusage used;
    double begin = now();
    int error = posix_spawnp(&child, words[0], actions, NULL, words, environ);
    if (error) {
        fprintf(stderr, "measure: %s: %s\n", words[0], strerror(error));
        exit(1);
    }
    while (wait4(child, &status, 0, &used) < 0 && errno == EINTR) {}
    command->microseconds[number] = now() - begin;
    if (status != 0) {
        fprintf(stderr, "measure: %s ended with status %d\n", words[0], status);
        exit(1);
    }
    if (used.ru_maxrss > command->kibibytes)
        command->kibibytes = used.ru_maxrss;
}

int main(int argc, char **argv) {
    struct command commands[MOST_COMMANDS] = {0};
    int known = 0, runs = argc > 2 ? atoi(argv[1]) : 0;
    if (runs < 1) {
        fprintf(stderr, "usage: measure RUNS COMMAND... [-- COMMAND...]...\n");
        return 2;
    }
    for (int at = 2; at < argc; at++) {
        if (at == 2 || strcmp(argv[at], "--") == 0) {
            if (known == MOST_COMMANDS)
                return 2;
            if (at > 2)
                argv[at++] = NULL;
            commands[known].words = argv + at;
            commands[known++].microseconds = calloc((size_t)runs, sizeof(double));
        }
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    for (int number = 0; number < runs; number++)
        for (int at = 0; at < known; at++)
            run(&commands[at], number, &actions);
    for (int at = 0; at < known; at++) {
        qsort(commands[at].microseconds, (size_t)runs, sizeof(double), by_size);
        printf("%.0f %ld\n", commands[at].microseconds[runs / 2], commands[at].kibibytes);
    }
    return 0;
}
