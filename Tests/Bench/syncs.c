/* Counts how often a program has brought something to disk.
 *
 * Preloaded (LD_PRELOAD) by the bench; SYNCS names a file whose first eight bytes are the count.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static _Atomic uint64_t *count;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("SYNCS");
  int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *page = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) count = page;
  close(file);
}

#define SYNC(name) \
  int name(int file) { \
    static int (*real)(int); \
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, #name); \
    if (count) atomic_fetch_add(count, 1); \
    return real(file); \
  }
SYNC(fsync)
SYNC(fdatasync)
