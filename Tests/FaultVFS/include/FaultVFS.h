/*
** A SQLite VFS for tests: a disk that fails.
**
** It stands in front of the system's own VFS and is made SQLite's default one, so that the code under test opens its files
** as always. Files outside the folders of the disks made here go straight through.
**
** A disk counts the calls that reach it: opening, reading, writing, truncating, syncing, deleting, asking for a size,
** mapping shared memory. At a call that a test names it fails in the way that the test names. It also remembers what was
** written since each file was last synced, so that a power cut can lose, keep or tear any of it (fault_disk_settle).
**
** What a power cut does is modelled after https://www.sqlite.org/atomiccommit.html#_hardware_assumptions: writes that were
** not synced may be on the disk or not, each for itself and in any order; the last one may stop at a sector; a write
** damages no byte outside of its range; a new file exists for certain once it was synced; a deletion without a sync of the
** folder may not have happened; shared memory is gone.
*/
#ifndef FAULT_VFS_H
#define FAULT_VFS_H

#include <stdint.h>

typedef struct FaultDisk FaultDisk;

/* Bytes that are written at once or not at all. */
enum { FAULT_SECTOR = 512 };

typedef enum FaultKind {
    FAULT_NONE = 0,
    /* The call does nothing and fails with an I/O error. Later calls succeed. */
    FAULT_IO_ERROR = 1,
    /* As above, and so does every later call, until the disk is mended. */
    FAULT_IO_ERROR_FOR_GOOD = 2,
    /* The next write from this call on writes only its first half and fails. */
    FAULT_SHORT_WRITE = 3,
    /* From this call on no file can grow. */
    FAULT_FULL = 4,
    /* The power goes at this call: it and every later one fail. */
    FAULT_POWER_CUT = 5,
    /* The power goes during the next write from this call on, of which some leading sectors reach the disk. */
    FAULT_TORN_WRITE = 6
} FaultKind;

/* What becomes of writes that were not synced when the power went. */
typedef enum FaultSettling {
    /* None is on the disk. */
    FAULT_LOSE_ALL = 0,
    /* All are, as if the cache had just been written out. */
    FAULT_KEEP_ALL = 1,
    /* Each is, or is not, or only some of its sectors are, by the disk's seed. */
    FAULT_SCATTER = 2
} FaultSettling;

/* Makes a disk of everything below a folder (an absolute path without a slash at its end). The first one registers the VFS
** as SQLite's default. NULL when out of memory. */
FaultDisk *fault_disk_make(const char *folder, uint64_t seed);

/* Forgets a disk. What it takes of memory is freed if its files are closed. */
void fault_disk_free(FaultDisk *disk);

/* Lets the disk fail at its call number `call`, counted from 1 from now on. */
void fault_disk_arm(FaultDisk *disk, FaultKind kind, int64_t call);

/* Lets the disk work from now on. After a power cut, settle first. */
void fault_disk_mend(FaultDisk *disk);

/* The calls since the disk was made or armed last. */
int64_t fault_disk_calls(FaultDisk *disk);

/* Whether the fault that was armed has happened. */
int fault_disk_has_failed(FaultDisk *disk);

/* The number of open files. */
int fault_disk_open_files(FaultDisk *disk);

/* Makes the files what is left of them after a power cut, and mends the disk. All must be closed. 0 if that went well. */
int fault_disk_settle(FaultDisk *disk, FaultSettling settling);

#endif
