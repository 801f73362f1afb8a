/* Kills a program in the middle of a write, so that a test need not hit the moment.
 *
 * Preloaded (LD_PRELOAD). The first write that goes beyond KILL_BEYOND bytes of the file KILL_FILE is
 * done by half, and is the last thing that the program does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_its_end(int file, uint64_t end) {
  const char *path = getenv("KILL_FILE"), *beyond = getenv("KILL_BEYOND");
  if (!path || !beyond || end <= strtoull(beyond, NULL, 10)) return 0;
  char link[64], name[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, name, sizeof name - 1);
  if (length < 0) return 0;
  name[length] = 0;
  return !strcmp(name, path);
}

#define PWRITE(name, offset_type) \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) { \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name); \
    if (!is_its_end(file, (uint64_t)offset + count)) return real(file, bytes, count, offset); \
    ssize_t written = real(file, bytes, count / 2, offset); \
    kill(getpid(), SIGKILL); \
    return written; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)
