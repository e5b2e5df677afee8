//! The 46 functions, on the program (`system`), a descriptor (`fd`), a path (`path`) or a socket
//! (`sock`). Each file has the specification's order.
//!
//! Each function is declared once, in an `imports!` list. On a wasm target, the list becomes an
//! import block, and a module imports only the functions that it calls. On other targets, the list
//! becomes functions that return [`Errno::NOSYS`](super::Errno::NOSYS) and do nothing else. So the
//! layers above compile natively, and their unit tests run on the developer's machine.

/// Declares functions of the host; see the header of this file.
macro_rules! imports {
    ($(
        $(#[$meta:meta])*
        pub unsafe fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $result:ident)?;
    )*) => {
        #[cfg(target_family = "wasm")]
        #[link(wasm_import_module = "wasi_snapshot_preview1")]
        unsafe extern "C" {
            $(
                $(#[$meta])*
                pub unsafe fn $name($($arg: $type),*) $(-> $result)?;
            )*
        }

        $(
            $(#[$meta])*
            #[cfg(not(target_family = "wasm"))]
            #[allow(clippy::too_many_arguments, reason = "the specification has as many")]
            pub unsafe extern "C" fn $name($($arg: $type),*) $(-> $result)? {
                let _ = ($($arg,)*);
                $($result::from($crate::raw::Errno::NOSYS.0))?
            }
        )*
    };
}

mod fd;
mod path;
mod sock;
mod system;

pub use fd::*;
pub use path::*;
pub use sock::*;
pub use system::*;
