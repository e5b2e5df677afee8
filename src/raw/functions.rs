//! The 46 functions: about the program (`system`), a descriptor (`fd`), a path (`path`), a socket
//! (`sock`); in each file in the specification's order.
//!
//! Each is declared once, in an `imports!` list. On a wasm target the list becomes an import block,
//! and a module imports those functions that it reaches and no others. Elsewhere it becomes twins
//! that touch nothing and answer [`Errno::NOSYS`](super::Errno::NOSYS), so that code above
//! compiles, is tested and runs under Miri on the developer's machine. The files stand on the types
//! of this layer, and on the rules that all functions share, in the header of `mod.rs`.

/// Declares functions of the host; see this file's header.
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
            #[allow(clippy::too_many_arguments, reason = "they are the specification's")]
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
