//! witx: prints the content of `nanowasi::raw`, one fact a line, for `tests/compat/witx` to
//! compare.
//!
//! Only a compiler for the target knows sizes, offsets and types, so a guest prints them. Each line
//! is computed from the named item: by `size_of`, by `offset_of!`, and by inference of a field's or
//! argument's type. The file contains only names, so that a wrong number in `raw` cannot be
//! repeated here. The functions are named but not called, so the module imports all 46.

#![no_std]
#![no_main]

use core::hint::black_box;
use core::mem::{align_of, offset_of, size_of};

use nanowasi::{print, println, raw};

nanowasi::main!(main);

fn main() {
    aliases();
    enums();
    flags();
    records();
    functions();
}

/// A type that can be named in a line.
trait Type {
    fn print();
}

macro_rules! types {
    ($($type:ty = $name:expr),*) => {
        $(impl Type for $type {
            fn print() {
                print!("{}", $name);
            }
        })*
    };
}

types!(() = "()", u8 = "u8", u16 = "u16", u32 = "u32", u64 = "u64");
types!(i32 = "i32", i64 = "i64", usize = "usize");

impl<T: Type> Type for *const T {
    fn print() {
        print!("*const ");
        T::print();
    }
}

impl<T: Type> Type for *mut T {
    fn print() {
        print!("*mut ");
        T::print();
    }
}

/// A function with any number of arguments, which can be listed.
trait Signature {
    fn print();
}

macro_rules! signatures {
    ($(($($arg:ident)*))*) => {
        $(impl<R: Type, $($arg: Type),*> Signature for unsafe extern "C" fn($($arg),*) -> R {
            fn print() {
                print!("(");
                $(
                    $arg::print();
                    print!(",");
                )*
                print!(") -> ");
                R::print();
            }
        })*
    };
}

signatures! { () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) }
signatures! { (A B C D E F G H) (A B C D E F G H I) }

fn print_layout<T>() {
    println!(" size {} align {}", size_of::<T>(), align_of::<T>());
}

/// Prints the type of the integer inside `T`, which the closure extracts.
fn print_repr<T, R: Type>(_: fn(T) -> R) {
    R::print();
}

/// Prints the type of a field, to which the closure points.
fn print_field<T, F: Type>(_: fn(&T) -> *const F) {
    F::print();
}

fn print_function<F: Signature>(name: &str, function: F) {
    black_box(function);
    print!("fn {name}");
    F::print();
    println!();
}

macro_rules! aliases {
    ($($name:ident)*) => {
        fn aliases() {
            $(
                print!("type {} = ", stringify!($name));
                <raw::$name>::print();
                print_layout::<raw::$name>();
            )*
        }
    };
}

macro_rules! enums {
    ($($name:ident { $($value:ident)* })*) => {
        types!($(raw::$name = stringify!($name)),*);

        fn enums() {
            $(
                print!("enum {}: ", stringify!($name));
                print_repr(|value: raw::$name| value.0);
                print_layout::<raw::$name>();
                $(println!(
                    concat!("const ", stringify!($name), "::", stringify!($value), " = {}"),
                    raw::$name::$value.0,
                );)*
            )*
        }
    };
}

macro_rules! flags {
    ($($name:ident { $($flag:ident)* })*) => {
        types!($(raw::$name = stringify!($name)),*);

        fn flags() {
            $(
                print!("flags {}: ", stringify!($name));
                print_repr(|flags: raw::$name| flags.bits());
                print_layout::<raw::$name>();
                $(println!(
                    concat!("const ", stringify!($name), "::", stringify!($flag), " = {}"),
                    raw::$name::$flag.bits(),
                );)*
            )*
        }
    };
}

macro_rules! records {
    ($($kind:ident $name:ident { $($field:ident)* })*) => {
        types!($(raw::$name = stringify!($name)),*);

        fn records() {
            $(
                print!("{} {}", stringify!($kind), stringify!($name));
                print_layout::<raw::$name>();
                $(
                    print!("field {}.{}: ", stringify!($name), stringify!($field));
                    print_field(|record: &raw::$name| &raw const record.$field);
                    println!(" offset {}", offset_of!(raw::$name, $field));
                )*
            )*
        }
    };
}

macro_rules! functions {
    ($($name:ident($($argument:tt)*))*) => {
        fn functions() {
            $(print_function(
                stringify!($name),
                raw::$name as unsafe extern "C" fn($($argument),*) -> _,
            );)*
        }
    };
}

aliases! {
    Size Filesize Timestamp Fd Filedelta Dircookie Dirnamlen Inode Device Linkcount Userdata
    Exitcode Siflags
}

enums! {
    Clockid { REALTIME MONOTONIC PROCESS_CPUTIME_ID THREAD_CPUTIME_ID }
    Errno {
        SUCCESS TOOBIG ACCES ADDRINUSE ADDRNOTAVAIL AFNOSUPPORT AGAIN ALREADY BADF BADMSG BUSY
        CANCELED CHILD CONNABORTED CONNREFUSED CONNRESET DEADLK DESTADDRREQ DOM DQUOT EXIST FAULT
        FBIG HOSTUNREACH IDRM ILSEQ INPROGRESS INTR INVAL IO ISCONN ISDIR LOOP MFILE MLINK MSGSIZE
        MULTIHOP NAMETOOLONG NETDOWN NETRESET NETUNREACH NFILE NOBUFS NODEV NOENT NOEXEC NOLCK
        NOLINK NOMEM NOMSG NOPROTOOPT NOSPC NOSYS NOTCONN NOTDIR NOTEMPTY NOTRECOVERABLE NOTSOCK
        NOTSUP NOTTY NXIO OVERFLOW OWNERDEAD PERM PIPE PROTO PROTONOSUPPORT PROTOTYPE RANGE ROFS
        SPIPE SRCH STALE TIMEDOUT TXTBSY XDEV NOTCAPABLE
    }
    Whence { SET CUR END }
    Filetype {
        UNKNOWN BLOCK_DEVICE CHARACTER_DEVICE DIRECTORY REGULAR_FILE SOCKET_DGRAM SOCKET_STREAM
        SYMBOLIC_LINK
    }
    Advice { NORMAL SEQUENTIAL RANDOM WILLNEED DONTNEED NOREUSE }
    Preopentype { DIR }
    Eventtype { CLOCK FD_READ FD_WRITE }
    Signal {
        NONE HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM CHLD CONT STOP
        TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS
    }
}

flags! {
    Rights {
        FD_DATASYNC FD_READ FD_SEEK FD_FDSTAT_SET_FLAGS FD_SYNC FD_TELL FD_WRITE FD_ADVISE
        FD_ALLOCATE PATH_CREATE_DIRECTORY PATH_CREATE_FILE PATH_LINK_SOURCE PATH_LINK_TARGET
        PATH_OPEN FD_READDIR PATH_READLINK PATH_RENAME_SOURCE PATH_RENAME_TARGET PATH_FILESTAT_GET
        PATH_FILESTAT_SET_SIZE PATH_FILESTAT_SET_TIMES FD_FILESTAT_GET FD_FILESTAT_SET_SIZE
        FD_FILESTAT_SET_TIMES PATH_SYMLINK PATH_REMOVE_DIRECTORY PATH_UNLINK_FILE POLL_FD_READWRITE
        SOCK_SHUTDOWN SOCK_ACCEPT
    }
    Fdflags { APPEND DSYNC NONBLOCK RSYNC SYNC }
    Fstflags { ATIM ATIM_NOW MTIM MTIM_NOW }
    Lookupflags { SYMLINK_FOLLOW }
    Oflags { CREAT DIRECTORY EXCL TRUNC }
    Eventrwflags { FD_READWRITE_HANGUP }
    Subclockflags { SUBSCRIPTION_CLOCK_ABSTIME }
    Riflags { RECV_PEEK RECV_WAITALL }
    Roflags { RECV_DATA_TRUNCATED }
    Sdflags { RD WR }
}

records! {
    struct Iovec { buf buf_len }
    struct Ciovec { buf buf_len }
    struct Dirent { d_next d_ino d_namlen d_type }
    struct Fdstat { fs_filetype fs_flags fs_rights_base fs_rights_inheriting }
    struct Filestat { dev ino filetype nlink size atim mtim ctim }
    struct EventFdReadwrite { nbytes flags }
    struct Event { userdata error r#type fd_readwrite }
    struct SubscriptionClock { id timeout precision flags }
    struct SubscriptionFdReadwrite { file_descriptor }
    union SubscriptionUU { clock fd_read fd_write }
    struct SubscriptionU { tag u }
    struct Subscription { userdata u }
    struct PrestatDir { pr_name_len }
    union PrestatU { dir }
    struct Prestat { tag u }
}

functions! {
    args_get(_ _)
    args_sizes_get(_ _)
    environ_get(_ _)
    environ_sizes_get(_ _)
    clock_res_get(_ _)
    clock_time_get(_ _ _)
    fd_advise(_ _ _ _)
    fd_allocate(_ _ _)
    fd_close(_)
    fd_datasync(_)
    fd_fdstat_get(_ _)
    fd_fdstat_set_flags(_ _)
    fd_fdstat_set_rights(_ _ _)
    fd_filestat_get(_ _)
    fd_filestat_set_size(_ _)
    fd_filestat_set_times(_ _ _ _)
    fd_pread(_ _ _ _ _)
    fd_prestat_get(_ _)
    fd_prestat_dir_name(_ _ _)
    fd_pwrite(_ _ _ _ _)
    fd_read(_ _ _ _)
    fd_readdir(_ _ _ _ _)
    fd_renumber(_ _)
    fd_seek(_ _ _ _)
    fd_sync(_)
    fd_tell(_ _)
    fd_write(_ _ _ _)
    path_create_directory(_ _ _)
    path_filestat_get(_ _ _ _ _)
    path_filestat_set_times(_ _ _ _ _ _ _)
    path_link(_ _ _ _ _ _ _)
    path_open(_ _ _ _ _ _ _ _ _)
    path_readlink(_ _ _ _ _ _)
    path_remove_directory(_ _ _)
    path_rename(_ _ _ _ _ _)
    path_symlink(_ _ _ _ _)
    path_unlink_file(_ _ _)
    poll_oneoff(_ _ _ _)
    proc_exit(_)
    proc_raise(_)
    sched_yield()
    random_get(_ _)
    sock_accept(_ _ _)
    sock_recv(_ _ _ _ _ _)
    sock_send(_ _ _ _ _)
    sock_shutdown(_ _)
}
