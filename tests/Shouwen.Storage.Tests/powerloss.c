/* Loaded before the C library: notes each write, cut and sync of database files, and what goes to the output, in the order in which they are done.
   A note: kind (1 byte), length of the name (4), offset (8), length of the data (4), name, data; as this machine orders bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int notes = -2;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);

__attribute__((constructor)) static void find(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  const char *path = getenv("POWERLOSS_NOTES");
  notes = path ? open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600) : -1;
}

/* The name of what the descriptor stands for, if it is a file of a database; its length, or 0. */
static int name_of(int fd, char *name, size_t size) {
  char link[64];
  if (notes < 0 || fd == notes) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, size - 1);
  if (length <= 0) return 0;
  name[length] = 0;
  return strstr(name, ".db") ? (int)length : 0;
}

/* Programs write to copies of descriptor 1 too. */
static int is_output(int fd) {
  struct stat given, output;
  return notes >= 0 && fd != notes && fstat(fd, &given) == 0 && fstat(1, &output) == 0 && given.st_dev == output.st_dev && given.st_ino == output.st_ino;
}

static void note(char kind, const char *name, int name_length, int64_t offset, const void *data, int32_t length) {
  char head[17];
  int32_t named = name_length;
  head[0] = kind;
  memcpy(head + 1, &named, 4);
  memcpy(head + 5, &offset, 8);
  memcpy(head + 13, &length, 4);
  real_write(notes, head, sizeof head);
  if (name_length) real_write(notes, name, name_length);
  if (length) real_write(notes, data, length);
}

/* A write is noted before it is done and a sync after, so that what a sync covers has been noted before it. */
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
  char name[4096];
  int named = name_of(fd, name, sizeof name);
  if (!named) return real_pwrite(fd, data, length, offset);
  pthread_mutex_lock(&one_at_a_time);
  note('w', name, named, offset, data, (int32_t)length);
  ssize_t result = real_pwrite(fd, data, length, offset);
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
  char name[4096];
  if (!real_write) find();
  int output = is_output(fd), named = output ? 0 : name_of(fd, name, sizeof name);
  if (!output && !named) return real_write(fd, data, length);
  pthread_mutex_lock(&one_at_a_time);
  note(output ? 'a' : 'w', name, named, output ? 0 : lseek(fd, 0, SEEK_CUR), data, (int32_t)length);
  ssize_t result = real_write(fd, data, length);
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}

static int sync_by(int (*real)(int), int fd) {
  char name[4096];
  int named = name_of(fd, name, sizeof name);
  if (!named) return real(fd);
  pthread_mutex_lock(&one_at_a_time);
  int result = real(fd);
  if (result == 0) note('s', name, named, 0, NULL, 0);
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}

int fsync(int fd) { return sync_by(real_fsync, fd); }

int fdatasync(int fd) { return sync_by(real_fdatasync, fd); }

int ftruncate64(int fd, off_t length) {
  char name[4096];
  int named = name_of(fd, name, sizeof name);
  if (!named) return real_ftruncate(fd, length);
  pthread_mutex_lock(&one_at_a_time);
  note('t', name, named, length, NULL, 0);
  int result = real_ftruncate(fd, length);
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }
