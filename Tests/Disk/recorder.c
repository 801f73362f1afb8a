/* Writes down what a program does to the files of its SQLite database, so that a test can tell what
 * a power cut at any instant would have left on disk.
 *
 * Preloaded (LD_PRELOAD). DISK_LOG names the record. A file DISK_LOG.broken breaks the disk: as soon
 * as the text in it is written, every synchronisation fails, as long as that file is there. Each entry
 * is a struct below, then its bytes. The test appends entries of its own: what was answered, in order
 * with the rest.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NAMED, WRITTEN, TRUNCATED, BEGAN, SYNCED, REMOVED };

struct entry { uint32_t kind, file; uint64_t offset, length; };

enum { DESCRIPTORS = 65536, FILES = 64 };
static uint32_t file_of[DESCRIPTORS]; /* of each descriptor; 0 for those of no interest */
static char names[FILES][512];
static uint32_t known;
static int record = -1;
static char broken[512];
static volatile int dying; /* the text that breaks the disk was written */
/* One entry at a time, together with what it tells of: the order of the record is the truth. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("DISK_LOG");
  if (!path) return;
  snprintf(broken, sizeof broken, "%s.broken", path);
  record = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(uint32_t kind, uint32_t file, uint64_t offset, const void *bytes, uint64_t length) {
  struct entry entry = {kind, file, offset, length};
  struct iovec parts[] = {{&entry, sizeof entry}, {(void *)bytes, bytes ? length : 0}};
  ssize_t expected = (ssize_t)(parts[0].iov_len + parts[1].iov_len);
  if (writev(record, parts, 2) != expected) abort();
}

/* Whatever else the program writes meanwhile is not what the disk breaks at. */
static void break_at(const void *bytes, size_t count) {
  char text[256];
  FILE *file = fopen(broken, "r");
  if (!file) { dying = 0; return; }
  size_t length = fread(text, 1, sizeof text, file);
  fclose(file);
  if (length && memmem(bytes, count, text, length)) dying = 1;
}

/* The journal and the database, but not the index, which is made anew after a crash. */
static int matters(const char *path) {
  return record >= 0 && strstr(path, ".sqlite") && !strstr(path, "-shm");
}

static uint32_t number_of(const char *path) {
  char whole[512];
  if (!realpath(path, whole)) snprintf(whole, sizeof whole, "%s", path);
  for (uint32_t i = 0; i < known; i++)
    if (!strcmp(names[i], whole)) return i + 1;
  if (known == FILES) abort();
  strcpy(names[known], whole);
  note(NAMED, known + 1, 0, whole, strlen(whole));
  return ++known;
}

static int opened(int file, const char *path, int flags) {
  int reason = errno;
  if (file >= 0 && file < DESCRIPTORS) {
    pthread_mutex_lock(&order);
    file_of[file] = matters(path) ? number_of(path) : 0;
    if (file_of[file] && (flags & O_TRUNC)) note(TRUNCATED, file_of[file], 0, NULL, 0);
    pthread_mutex_unlock(&order);
  }
  errno = reason;
  return file;
}

static uint32_t watched(int file) {
  return file >= 0 && file < DESCRIPTORS && record >= 0 ? file_of[file] : 0;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    return opened(real(path, flags, mode), path, flags); \
  }
OPEN(open)
OPEN(open64)

int close(int file) {
  REAL(close);
  if (file >= 0 && file < DESCRIPTORS) file_of[file] = 0;
  return real(file);
}

#define PWRITE(name, offset_type) \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) { \
    REAL(name); \
    uint32_t number = watched(file); \
    if (!number) return real(file, bytes, count, offset); \
    break_at(bytes, count); \
    pthread_mutex_lock(&order); \
    ssize_t written = real(file, bytes, count, offset); \
    int reason = errno; \
    if (written > 0) note(WRITTEN, number, (uint64_t)offset, bytes, (uint64_t)written); \
    pthread_mutex_unlock(&order); \
    errno = reason; \
    return written; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define FTRUNCATE(name, offset_type) \
  int name(int file, offset_type length) { \
    REAL(name); \
    uint32_t number = watched(file); \
    if (!number) return real(file, length); \
    pthread_mutex_lock(&order); \
    int code = real(file, length); \
    int reason = errno; \
    if (!code) note(TRUNCATED, number, (uint64_t)length, NULL, 0); \
    pthread_mutex_unlock(&order); \
    errno = reason; \
    return code; \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

static void locked(uint32_t kind, uint32_t number) {
  pthread_mutex_lock(&order);
  /* Two threads may synchronise one file: the offset says which of them. */
  note(kind, number, (uint64_t)pthread_self(), NULL, 0);
  pthread_mutex_unlock(&order);
}

#define SYNC(name) \
  int name(int file) { \
    REAL(name); \
    uint32_t number = watched(file); \
    if (!number) return real(file); \
    if (dying && !access(broken, F_OK)) { errno = EIO; return -1; } \
    locked(BEGAN, number); \
    int code = real(file); \
    int reason = errno; \
    if (!code) locked(SYNCED, number); \
    errno = reason; \
    return code; \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  REAL(unlink);
  if (!matters(path)) return real(path);
  pthread_mutex_lock(&order);
  uint32_t number = number_of(path);
  int code = real(path);
  int reason = errno;
  if (!code) note(REMOVED, number, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = reason;
  return code;
}
