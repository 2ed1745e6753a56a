#include "FaultDisk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

pthread_mutex_t faultLock = PTHREAD_MUTEX_INITIALIZER;
static FaultDisk *disks = NULL;

uint64_t fault_random(FaultDisk *disk) {
    uint64_t z = (disk->random += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

FaultDisk *fault_disk_of(const char *path) {
    for (FaultDisk *disk = disks; path && disk; disk = disk->next)
        if (strncmp(path, disk->folder, disk->length) == 0 && path[disk->length] == '/') return disk;
    return NULL;
}

/* What a file holds when the disk first meets it is taken as durable. */
static void load(Entry *entry) {
    struct stat status;
    int file = open(entry->path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    entry->exists = 1;
    if (fstat(file, &status) == 0 && status.st_size > 0) {
        entry->durable = malloc((size_t)status.st_size);
        ssize_t count = entry->durable ? pread(file, entry->durable, (size_t)status.st_size, 0) : 0;
        entry->size = count > 0 ? (size_t)count : 0;
    }
    close(file);
}

static void forget_changes(Entry *entry) {
    while (entry->first) {
        Change *next = entry->first->next;
        free(entry->first);
        entry->first = next;
    }
    entry->last = NULL;
}

void fault_note_gone(Entry *entry) {
    forget_changes(entry);
    free(entry->durable);
    entry->durable = NULL;
    entry->size = 0;
    entry->exists = 0;
    entry->isGone = 0;
}

Entry *fault_entry(FaultDisk *disk, const char *path) {
    for (Entry *entry = disk->entries; entry; entry = entry->next)
        if (strcmp(entry->path, path) == 0) return entry;
    Entry *entry = calloc(1, sizeof(Entry));
    if (!entry || !(entry->path = strdup(path))) {
        free(entry);
        return NULL;
    }
    load(entry);
    entry->next = disk->entries;
    disk->entries = entry;
    return entry;
}

void fault_note_write(Entry *entry, int64_t offset, const void *bytes, size_t count, int isWhole) {
    Change *change = malloc(sizeof(Change) + count);
    if (!change) abort();
    *change = (Change){.offset = offset, .count = count, .isWhole = isWhole};
    if (count) memcpy(change->bytes, bytes, count);
    if (entry->last) entry->last->next = change;
    else entry->first = change;
    entry->last = change;
}

static void set_size(Entry *entry, size_t size) {
    unsigned char *grown = realloc(entry->durable, size ? size : 1);
    if (!grown) abort();
    if (size > entry->size) memset(grown + entry->size, 0, size - entry->size);
    entry->durable = grown;
    entry->size = size;
}

/* Puts a part of a change on the disk. */
static void apply(Entry *entry, const Change *change, size_t from, size_t to) {
    if (change->count == 0) {
        set_size(entry, (size_t)change->offset);
        return;
    }
    if (from >= to) return;
    if ((size_t)change->offset + to > entry->size) set_size(entry, (size_t)change->offset + to);
    memcpy(entry->durable + change->offset + from, change->bytes + from, to - from);
}

/* What exists exists for certain, and what is gone is gone. */
static void sync_folder(FaultDisk *disk) {
    for (Entry *entry = disk->entries; entry; entry = entry->next) {
        if (entry->isGone) fault_note_gone(entry);
        else if (access(entry->path, F_OK) == 0) entry->exists = 1;
    }
}

void fault_note_sync(FaultDisk *disk, Entry *entry) {
    for (Change *change = entry->first; change; change = change->next) apply(entry, change, 0, change->count);
    forget_changes(entry);
    entry->exists = 1;
    if (entry->syncsFolder) sync_folder(disk);
    entry->syncsFolder = 0;
}

FaultDisk *fault_disk_make(const char *folder, uint64_t seed) {
    fault_vfs_register();
    FaultDisk *disk = calloc(1, sizeof(FaultDisk));
    if (!disk || !(disk->folder = strdup(folder))) {
        free(disk);
        return NULL;
    }
    disk->length = strlen(folder);
    disk->random = seed;
    pthread_mutex_lock(&faultLock);
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&faultLock);
    return disk;
}

static void forget_entries(FaultDisk *disk) {
    while (disk->entries) {
        Entry *next = disk->entries->next;
        fault_note_gone(disk->entries);
        free(disk->entries->path);
        free(disk->entries);
        disk->entries = next;
    }
}

void fault_disk_free(FaultDisk *disk) {
    pthread_mutex_lock(&faultLock);
    for (FaultDisk **link = &disks; *link; link = &(*link)->next)
        if (*link == disk) {
            *link = disk->next;
            break;
        }
    pthread_mutex_unlock(&faultLock);
    /* A file that is still open keeps using it. */
    if (fault_disk_open_files(disk) > 0) return;
    forget_entries(disk);
    free(disk->folder);
    free(disk);
}

void fault_disk_arm(FaultDisk *disk, FaultKind kind, int64_t call) {
    pthread_mutex_lock(&faultLock);
    disk->kind = kind;
    disk->at = call;
    disk->calls = 0;
    disk->hasFailed = disk->isOff = disk->isFull = disk->isBroken = 0;
    pthread_mutex_unlock(&faultLock);
}

void fault_disk_mend(FaultDisk *disk) { fault_disk_arm(disk, FAULT_NONE, 0); }

int64_t fault_disk_calls(FaultDisk *disk) {
    pthread_mutex_lock(&faultLock);
    int64_t calls = disk->calls;
    pthread_mutex_unlock(&faultLock);
    return calls;
}

int fault_disk_has_failed(FaultDisk *disk) {
    pthread_mutex_lock(&faultLock);
    int hasFailed = disk->hasFailed;
    pthread_mutex_unlock(&faultLock);
    return hasFailed;
}

int fault_disk_open_files(FaultDisk *disk) {
    int open = 0;
    pthread_mutex_lock(&faultLock);
    for (Entry *entry = disk->entries; entry; entry = entry->next) open += entry->open;
    pthread_mutex_unlock(&faultLock);
    return open;
}

/* Decides what the disk has of the changes of a file that were not synced. */
static void scatter(FaultDisk *disk, Entry *entry, FaultSettling settling) {
    for (Change *change = entry->first; change; change = change->next) {
        if (change->isWhole || settling == FAULT_KEEP_ALL) {
            apply(entry, change, 0, change->count);
        } else if (settling == FAULT_SCATTER) {
            switch (fault_random(disk) % 3) {
            case 0: break;
            case 1: apply(entry, change, 0, change->count); break;
            default:
                for (size_t from = 0; from < change->count; from += FAULT_SECTOR) {
                    size_t to = from + FAULT_SECTOR < change->count ? from + FAULT_SECTOR : change->count;
                    if (fault_random(disk) % 2) apply(entry, change, from, to);
                }
            }
        }
    }
    /* A new file that was not synced may be there, with what was written to it, or not. */
    if (!entry->exists && entry->first && entry->size > 0) entry->exists = 1;
    if (entry->isGone && (settling == FAULT_KEEP_ALL || (settling == FAULT_SCATTER && fault_random(disk) % 2)))
        entry->exists = 0;
}

static int write_out(const Entry *entry) {
    if (!entry->exists) return unlink(entry->path) == 0 || access(entry->path, F_OK) != 0 ? 0 : 1;
    int file = open(entry->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return 1;
    size_t done = 0;
    while (done < entry->size) {
        ssize_t count = write(file, entry->durable + done, entry->size - done);
        if (count <= 0) break;
        done += (size_t)count;
    }
    close(file);
    return done == entry->size ? 0 : 1;
}

int fault_disk_settle(FaultDisk *disk, FaultSettling settling) {
    int failed = 0;
    char shared[4096];
    pthread_mutex_lock(&faultLock);
    for (Entry *entry = disk->entries; entry; entry = entry->next) {
        if (entry->open) failed = 1;
        scatter(disk, entry, settling);
        failed |= write_out(entry);
        snprintf(shared, sizeof shared, "%s-shm", entry->path);
        unlink(shared);
    }
    forget_entries(disk);
    pthread_mutex_unlock(&faultLock);
    fault_disk_mend(disk);
    return failed;
}
