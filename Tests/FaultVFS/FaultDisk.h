/* A disk's state: what each of its files durably holds, what was written since, and the fault that is armed. */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include "FaultVFS.h"

#include <pthread.h>
#include <stddef.h>

/* A write, or with no bytes a truncation to `offset`, since the last sync. */
typedef struct Change {
    struct Change *next;
    int64_t offset;
    size_t count;
    int isWhole; /* never left out or cut when the disk is settled */
    unsigned char bytes[];
} Change;

typedef struct Entry {
    struct Entry *next;
    char *path;
    int open;
    int exists;   /* durably */
    int isGone;   /* deleted, not yet for certain */
    int syncsFolder; /* its next sync is followed by one of the folder, as the system's VFS does for a new journal */
    unsigned char *durable;
    size_t size;
    Change *first;
    Change *last;
} Entry;

struct FaultDisk {
    struct FaultDisk *next;
    char *folder;
    size_t length;
    uint64_t random;
    FaultKind kind;
    int64_t at;
    int64_t calls;
    int hasFailed;
    int isOff;
    int isFull;
    int isBroken;
    Entry *entries;
};

/* Held around every use of a disk. */
extern pthread_mutex_t faultLock;

FaultDisk *fault_disk_of(const char *path);
Entry *fault_entry(FaultDisk *disk, const char *path);
uint64_t fault_random(FaultDisk *disk);

void fault_note_write(Entry *entry, int64_t offset, const void *bytes, size_t count, int isWhole);
void fault_note_sync(FaultDisk *disk, Entry *entry);
/* Forgets all of a file: it was deleted for certain, or somebody removed it behind SQLite's back. */
void fault_note_gone(Entry *entry);

/* Makes the VFS SQLite's default one, once. */
void fault_vfs_register(void);

#endif
