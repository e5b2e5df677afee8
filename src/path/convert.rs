//! Conversions between [`Path`], [`PathBuf`] and their `Box`, `Rc`, `Arc` and `Cow` forms.

use alloc_crate::borrow::Cow;
use alloc_crate::boxed::Box;
use alloc_crate::rc::Rc;
use alloc_crate::sync::Arc;

use super::{Path, PathBuf};

impl Clone for Box<Path> {
    #[inline]
    fn clone(&self) -> Self {
        Self::from(&**self)
    }
}

impl From<&Path> for Box<Path> {
    #[inline]
    fn from(path: &Path) -> Self {
        Path::from_boxed_os_str(Box::from(path.as_os_str()))
    }
}

impl From<&mut Path> for Box<Path> {
    #[inline]
    fn from(path: &mut Path) -> Self {
        Self::from(&*path)
    }
}

impl From<Cow<'_, Path>> for Box<Path> {
    #[inline]
    fn from(path: Cow<'_, Path>) -> Self {
        match path {
            Cow::Borrowed(path) => Self::from(path),
            Cow::Owned(path) => path.into_boxed_path(),
        }
    }
}

impl From<PathBuf> for Box<Path> {
    #[inline]
    fn from(path: PathBuf) -> Self {
        path.into_boxed_path()
    }
}

impl From<Box<Path>> for PathBuf {
    #[inline]
    fn from(path: Box<Path>) -> Self {
        path.into_path_buf()
    }
}

impl From<&Path> for Rc<Path> {
    #[inline]
    fn from(path: &Path) -> Self {
        Path::from_rc_os_str(Rc::from(path.as_os_str()))
    }
}

impl From<&mut Path> for Rc<Path> {
    #[inline]
    fn from(path: &mut Path) -> Self {
        Self::from(&*path)
    }
}

impl From<PathBuf> for Rc<Path> {
    #[inline]
    fn from(path: PathBuf) -> Self {
        Self::from(&*path)
    }
}

impl From<&Path> for Arc<Path> {
    #[inline]
    fn from(path: &Path) -> Self {
        Path::from_arc_os_str(Arc::from(path.as_os_str()))
    }
}

impl From<&mut Path> for Arc<Path> {
    #[inline]
    fn from(path: &mut Path) -> Self {
        Self::from(&*path)
    }
}

impl From<PathBuf> for Arc<Path> {
    #[inline]
    fn from(path: PathBuf) -> Self {
        Self::from(&*path)
    }
}

impl<'a> From<&'a Path> for Cow<'a, Path> {
    #[inline]
    fn from(path: &'a Path) -> Self {
        Cow::Borrowed(path)
    }
}

impl<'a> From<&'a PathBuf> for Cow<'a, Path> {
    #[inline]
    fn from(path: &'a PathBuf) -> Self {
        Cow::Borrowed(path)
    }
}

impl<'a> From<PathBuf> for Cow<'a, Path> {
    #[inline]
    fn from(path: PathBuf) -> Self {
        Cow::Owned(path)
    }
}

impl<'a> From<Cow<'a, Path>> for PathBuf {
    #[inline]
    fn from(path: Cow<'a, Path>) -> Self {
        path.into_owned()
    }
}
