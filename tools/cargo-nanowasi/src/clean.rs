//! `cargo nanowasi clean`: removes what the other commands have built beside cargo's own.

use crate::failure::Result;
use crate::options::Options;
use crate::{package, sysroot};

/// Removes the sysroots, which the next command builds again.
pub(crate) fn clean(options: &Options) -> Result<u8> {
    options.refuse_unknown("clean")?;
    sysroot::clean(&package::sysroot_folder(options)?)?;
    Ok(0)
}
