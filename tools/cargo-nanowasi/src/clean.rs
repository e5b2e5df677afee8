//! `cargo nanowasi clean`: removes the sysroots that the other commands have built, and the modules
//! that the linker has linked a second time.

use crate::failure::Result;
use crate::options::Options;
use crate::{imports, package, sysroot};

/// Removes the sysroots. The next command that needs one builds it again.
pub(crate) fn clean(options: &Options) -> Result<u8> {
    options.refuse_unknown("clean")?;
    let target = package::target_folder(options)?;
    sysroot::clean(&sysroot::folder(&target))?;
    sysroot::remove(&target.join(imports::COPIES))?;
    Ok(0)
}
