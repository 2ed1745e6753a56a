#include "FaultDisk.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* An open file of a disk; the system's own file stands behind it. */
typedef struct File {
    sqlite3_file base;
    FaultDisk *disk;
    Entry *entry;
    sqlite3_file *real;
} File;

static sqlite3_vfs *realVFS;
static sqlite3_vfs faultVFS;

/* Counts a call. What it must fail with, SQLITE_OK for nothing. */
static int reach(FaultDisk *disk, int error) {
    int64_t call = ++disk->calls;
    if (disk->isOff || disk->isBroken) return error;
    if (disk->kind == FAULT_NONE || disk->at <= 0 || call < disk->at) return SQLITE_OK;
    switch (disk->kind) {
    case FAULT_IO_ERROR:
        if (disk->hasFailed) return SQLITE_OK;
        disk->hasFailed = 1;
        return error;
    case FAULT_IO_ERROR_FOR_GOOD: disk->hasFailed = disk->isBroken = 1; return error;
    case FAULT_POWER_CUT: disk->hasFailed = disk->isOff = 1; return error;
    case FAULT_FULL: disk->isFull = 1; return SQLITE_OK;
    default: return SQLITE_OK; /* waits for a write */
    }
}

static int reach_locked(FaultDisk *disk, int error) {
    pthread_mutex_lock(&faultLock);
    int code = reach(disk, error);
    pthread_mutex_unlock(&faultLock);
    return code;
}

#define REAL(f) (((File *)(f))->real)

static int file_close(sqlite3_file *file) {
    File *own = (File *)file;
    int code = own->real->pMethods ? own->real->pMethods->xClose(own->real) : SQLITE_OK;
    pthread_mutex_lock(&faultLock);
    own->entry->open--;
    pthread_mutex_unlock(&faultLock);
    return code;
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = reach_locked(((File *)file)->disk, SQLITE_IOERR_READ);
    return code ? code : REAL(file)->pMethods->xRead(REAL(file), bytes, count, offset);
}

/* How much of a write is done where it is cut: some leading sectors, never all. */
static size_t torn(FaultDisk *disk, size_t count) {
    size_t sectors = (count + FAULT_SECTOR - 1) / FAULT_SECTOR;
    return sectors < 2 ? 0 : FAULT_SECTOR * (fault_random(disk) % sectors);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    File *own = (File *)file;
    FaultDisk *disk = own->disk;
    pthread_mutex_lock(&faultLock);
    int code = reach(disk, SQLITE_IOERR_WRITE);
    size_t done = (size_t)count;
    int isCut = 0;
    if (!code && disk->at > 0 && disk->calls >= disk->at && !disk->hasFailed) {
        if (disk->kind == FAULT_SHORT_WRITE) {
            disk->hasFailed = isCut = 1;
            done = (size_t)count / 2;
            code = SQLITE_IOERR_WRITE;
        } else if (disk->kind == FAULT_TORN_WRITE) {
            disk->hasFailed = disk->isOff = isCut = 1;
            done = torn(disk, (size_t)count);
            code = SQLITE_IOERR_WRITE;
        }
    }
    if (!code && disk->isFull) {
        sqlite3_int64 size = 0;
        if (own->real->pMethods->xFileSize(own->real, &size) != SQLITE_OK || offset + count > size) {
            disk->hasFailed = 1;
            code = SQLITE_FULL;
        }
    }
    if ((!code || isCut) && done > 0) {
        int real = own->real->pMethods->xWrite(own->real, bytes, (int)done, offset);
        if (real == SQLITE_OK) fault_note_write(own->entry, offset, bytes, done, isCut);
        if (!code) code = real;
    }
    pthread_mutex_unlock(&faultLock);
    return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    File *own = (File *)file;
    pthread_mutex_lock(&faultLock);
    int code = reach(own->disk, SQLITE_IOERR_TRUNCATE);
    if (!code) code = own->real->pMethods->xTruncate(own->real, size);
    if (!code) fault_note_write(own->entry, size, NULL, 0, 0);
    pthread_mutex_unlock(&faultLock);
    return code;
}

static int file_sync(sqlite3_file *file, int flags) {
    File *own = (File *)file;
    (void)flags;
    pthread_mutex_lock(&faultLock);
    int code = reach(own->disk, SQLITE_IOERR_FSYNC);
    /* The real disk needs no sync: what would be durable is kept in memory. */
    if (!code) fault_note_sync(own->disk, own->entry);
    pthread_mutex_unlock(&faultLock);
    return code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    int code = reach_locked(((File *)file)->disk, SQLITE_IOERR_FSTAT);
    return code ? code : REAL(file)->pMethods->xFileSize(REAL(file), size);
}

static int file_lock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int file_unlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int file_reserved(sqlite3_file *f, int *out) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out); }
static int file_control(sqlite3_file *f, int op, void *arg) { return REAL(f)->pMethods->xFileControl(REAL(f), op, arg); }
static int file_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int file_device(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }

static int file_shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **out) {
    FaultDisk *disk = ((File *)f)->disk;
    int code = reach_locked(disk, SQLITE_IOERR_SHMMAP);
    return code ? code : REAL(f)->pMethods->xShmMap(REAL(f), region, size, extend, out);
}
static int file_shm_lock(sqlite3_file *f, int at, int n, int flags) {
    return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags);
}
static void file_shm_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int file_shm_unmap(sqlite3_file *f, int remove) { return REAL(f)->pMethods->xShmUnmap(REAL(f), remove); }
/* No memory-mapped reading: every read is a call that can fail. */
static int file_fetch(sqlite3_file *f, sqlite3_int64 offset, int n, void **out) {
    (void)f, (void)offset, (void)n;
    *out = NULL;
    return SQLITE_OK;
}
static int file_unfetch(sqlite3_file *f, sqlite3_int64 offset, void *page) {
    (void)f, (void)offset, (void)page;
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    3, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_reserved,
    file_control, file_sector, file_device, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, file_fetch,
    file_unfetch};

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags) {
    (void)vfs;
    const int kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    pthread_mutex_lock(&faultLock);
    FaultDisk *disk = flags & kept ? fault_disk_of(name) : NULL;
    if (!disk) {
        pthread_mutex_unlock(&faultLock);
        return realVFS->xOpen(realVFS, name, file, flags, outFlags);
    }
    File *own = (File *)file;
    memset(own, 0, sizeof *own);
    int code = reach(disk, SQLITE_CANTOPEN);
    Entry *entry = code ? NULL : fault_entry(disk, name);
    if (!code && !entry) code = SQLITE_NOMEM;
    if (!code) {
        /* Removed by somebody else: what comes now is another file. */
        if (access(name, F_OK) != 0 && !entry->open && !entry->isGone) fault_note_gone(entry);
        own->real = (sqlite3_file *)(own + 1);
        code = realVFS->xOpen(realVFS, name, own->real, flags, outFlags);
    }
    if (!code) {
        if (entry->isGone) {
            /* Made anew after a deletion that is not certain: the old bytes may not come back behind the new ones. */
            fault_note_gone(entry);
        }
        own->disk = disk;
        own->entry = entry;
        own->base.pMethods = &methods;
        if (!entry->exists && !(flags & SQLITE_OPEN_MAIN_DB)) entry->syncsFolder = 1;
        entry->open++;
    }
    pthread_mutex_unlock(&faultLock);
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int syncFolder) {
    (void)vfs;
    pthread_mutex_lock(&faultLock);
    FaultDisk *disk = fault_disk_of(name);
    int code = disk ? reach(disk, SQLITE_IOERR_DELETE) : SQLITE_OK;
    if (!code) code = realVFS->xDelete(realVFS, name, disk ? 0 : syncFolder);
    if (!code && disk) {
        Entry *entry = fault_entry(disk, name);
        if (entry && syncFolder) fault_note_gone(entry);
        else if (entry) entry->isGone = 1;
    }
    pthread_mutex_unlock(&faultLock);
    return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    (void)vfs;
    pthread_mutex_lock(&faultLock);
    FaultDisk *disk = fault_disk_of(name);
    int code = disk ? reach(disk, SQLITE_IOERR_ACCESS) : SQLITE_OK;
    pthread_mutex_unlock(&faultLock);
    return code ? code : realVFS->xAccess(realVFS, name, flags, out);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *name, int n, char *out) {
    (void)vfs;
    return realVFS->xFullPathname(realVFS, name, n, out);
}

static void put_in_front(void) {
    sqlite3_initialize();
    realVFS = sqlite3_vfs_find(NULL);
    faultVFS = *realVFS;
    faultVFS.pNext = NULL;
    faultVFS.zName = "fault";
    faultVFS.szOsFile = (int)sizeof(File) + realVFS->szOsFile;
    faultVFS.xOpen = vfs_open;
    faultVFS.xDelete = vfs_delete;
    faultVFS.xAccess = vfs_access;
    faultVFS.xFullPathname = vfs_full_path;
    sqlite3_vfs_register(&faultVFS, 1);
}

void fault_vfs_register(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, put_in_front);
}
