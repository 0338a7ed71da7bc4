/*
 * What a process costs. Started by process-cost.ts, since Node can neither start a process within microseconds nor see the
 * peak memory of one that has ended.
 *
 *   process-cost times COUNT PROGRAM [WORD…]   starts it so often, output discarded; prints for each the nanoseconds from
 *                                              posix_spawn(3) to the end
 *   process-cost peak FILE PROGRAM [WORD…]     runs it once, input and output its own; writes the peak of its resident set
 *                                              (VmHWM, bytes) to FILE. Stopped at its exit by ptrace(2): what wait4(2) reports
 *                                              contains the memory of the parent from before execve(2).
 *
 * Ends with 1 when the program didn't end with 0.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int print_times(int count, char **words) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  for (int i = 0; i < count; i++) {
    pid_t child;
    int status;
    long long start = now_ns();
    if (posix_spawn(&child, words[0], &actions, NULL, words, environ) != 0) return 1;
    if (waitpid(child, &status, 0) != child || status != 0) return 1;
    printf("%lld\n", now_ns() - start);
  }
  return 0;
}

static long long peak_bytes(pid_t process) {
  char path[64], line[256];
  long long kilobytes = 0;
  snprintf(path, sizeof path, "/proc/%d/status", process);
  FILE *status = fopen(path, "r");
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %lld", &kilobytes);
  if (status) fclose(status);
  return kilobytes * 1024;
}

static int write_peak(const char *file, char **words) {
  pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    execv(words[0], words);
    _exit(127);
  }
  int status;
  long long peak = 0;
  waitpid(child, &status, 0); /* stopped behind execve */
  ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL);
  for (int signal = 0; WIFSTOPPED(status);) {
    ptrace(PTRACE_CONT, child, NULL, signal);
    if (waitpid(child, &status, 0) != child) return 1;
    if (!WIFSTOPPED(status)) break;
    int is_exit = status >> 8 == (SIGTRAP | (PTRACE_EVENT_EXIT << 8));
    if (is_exit) peak = peak_bytes(child);
    signal = is_exit ? 0 : WSTOPSIG(status);
  }
  FILE *out = fopen(file, "w");
  if (!out || fprintf(out, "%lld\n", peak) < 0 || fclose(out) != 0) return 1;
  return !(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int count, char **words) {
  if (count < 4) return 2;
  if (strcmp(words[1], "times") == 0) return print_times(atoi(words[2]), words + 3);
  return write_peak(words[2], words + 3);
}
