//! Variance: a type that is covariant in `std` is covariant in this crate too.
//!
//! Each check is compiled with the types of `std` and with those of this crate. A type that is
//! invariant in this crate only does not compile: `RwLockReadGuard` was such a type.

/// Declares a function for each type that shortens its lifetime, which only compiles for a
/// covariant type.
macro_rules! shorten {
    ($($name:ident: $type:ty;)+) => {
        $(
            const _: () = {
                type Of<'a> = $type;
                #[allow(dead_code, reason = "compiling it is the test")]
                fn $name<'a>(it: Of<'static>) -> Of<'a> {
                    it
                }
            };
        )+
    };
}

/// Checks the types of one of the two crates.
macro_rules! covariant {
    ($module:ident, $std:tt) => {
        mod $module {
            use $std::collections::{HashMap, HashSet, hash_map, hash_set};
            use $std::hash::RandomState;
            use $std::sync::mpsc;
            use $std::{io, net, path, process, sync};

            type Buf<'a> = io::Cursor<&'a mut [u8]>;

            shorten! {
                read_guard: sync::RwLockReadGuard<'a, &'a str>;
                write_guard: sync::RwLockWriteGuard<'a, String>;
                mutex_guard: sync::MutexGuard<'a, String>;
                poison: sync::PoisonError<&'a str>;
                try_lock: sync::TryLockError<&'a str>;
                send: mpsc::SendError<&'a str>;
                try_send: mpsc::TrySendError<&'a str>;
                receiver_iter: mpsc::Iter<'a, String>;
                receiver_try_iter: mpsc::TryIter<'a, String>;

                map: HashMap<&'a str, &'a str, RandomState>;
                map_iter: hash_map::Iter<'a, &'a str, &'a str>;
                map_iter_mut: hash_map::IterMut<'a, String, String>;
                map_into_iter: hash_map::IntoIter<&'a str, &'a str>;
                map_keys: hash_map::Keys<'a, &'a str, &'a str>;
                map_values: hash_map::Values<'a, &'a str, &'a str>;
                map_values_mut: hash_map::ValuesMut<'a, String, String>;
                map_into_keys: hash_map::IntoKeys<&'a str, &'a str>;
                map_into_values: hash_map::IntoValues<&'a str, &'a str>;
                map_drain: hash_map::Drain<'a, &'a str, &'a str>;
                map_entry: hash_map::Entry<'a, String, String>;

                set: HashSet<&'a str, RandomState>;
                set_iter: hash_set::Iter<'a, &'a str>;
                set_into_iter: hash_set::IntoIter<&'a str>;
                set_drain: hash_set::Drain<'a, &'a str>;
                set_difference: hash_set::Difference<'a, &'a str, RandomState>;
                set_symmetric: hash_set::SymmetricDifference<'a, &'a str, RandomState>;
                set_intersection: hash_set::Intersection<'a, &'a str, RandomState>;
                set_union: hash_set::Union<'a, &'a str, RandomState>;

                buf_reader: io::BufReader<&'a [u8]>;
                buf_writer: io::BufWriter<Buf<'a>>;
                line_writer: io::LineWriter<Buf<'a>>;
                into_inner: io::IntoInnerError<&'a str>;
                bytes: io::Bytes<&'a [u8]>;
                chain: io::Chain<&'a [u8], &'a [u8]>;
                take: io::Take<&'a [u8]>;
                lines: io::Lines<&'a [u8]>;
                split: io::Split<&'a [u8]>;
                slice: io::IoSlice<'a>;
                slice_mut: io::IoSliceMut<'a>;
                stdin: io::StdinLock<'a>;
                stdout: io::StdoutLock<'a>;
                stderr: io::StderrLock<'a>;

                components: path::Components<'a>;
                component: path::Component<'a>;
                path_iter: path::Iter<'a>;
                ancestors: path::Ancestors<'a>;
                display: path::Display<'a>;
                args: process::CommandArgs<'a>;
                envs: process::CommandEnvs<'a>;
                incoming: net::Incoming<'a>;
            }
        }
    };
}

covariant!(theirs, std);
covariant!(ours, crate);
