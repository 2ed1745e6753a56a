// Tells ThreadSanitizer of the locks that it can't see. Loaded before the tests by Scripts/torture --sanitize (LD_PRELOAD);
// no target of the package.
//
// Synchronization.Mutex takes and gives back a free lock in code that is compiled into its caller, which is instrumented.
// Whoever has to wait for it does so in Swift's run-time library, which is not: the sanitizer then sees two threads at
// shared state without an order between them, and tells a race where the lock has kept one behind the other. These two
// stand in front of the library's and say that a lock was taken, and that one is given back.
#include <dlfcn.h>
#include <stdint.h>

typedef void (*sync_note)(void *);

static void note(const char *name, void *mutex) {
    // Not there where the program is not instrumented: swift test itself is loaded with this as well.
    sync_note function = (sync_note)dlsym(RTLD_DEFAULT, name);
    if (function) function(mutex);
}

#define SLOW_LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define SLOW_UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

SWIFT void slow_lock(uint32_t thread, SELF void *mutex) __asm__(SLOW_LOCK);
SWIFT void slow_unlock(SELF void *mutex) __asm__(SLOW_UNLOCK);

SWIFT void slow_lock(uint32_t thread, SELF void *mutex) {
    typedef SWIFT void (*function)(uint32_t, SELF void *);
    ((function)dlsym(RTLD_NEXT, SLOW_LOCK))(thread, mutex);
    note("__tsan_acquire", mutex);
}

SWIFT void slow_unlock(SELF void *mutex) {
    typedef SWIFT void (*function)(SELF void *);
    note("__tsan_release", mutex);
    ((function)dlsym(RTLD_NEXT, SLOW_UNLOCK))(mutex);
}
