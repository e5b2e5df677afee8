//! The [`Iterator`] implementations of map and set iterators, which wrap another iterator and map
//! its items.

/// Implements [`Iterator`], [`ExactSizeIterator`] and `FusedIterator` by the iterator in the field
/// `inner`, whose items a pattern destructures.
macro_rules! impl_iterators {
    ($([$($parameters:tt)*] $name:ty: |$entry:pat_param| $item:expr => $type:ty;)+) => {
        $(
            impl<$($parameters)*> Iterator for $name {
                type Item = $type;

                #[inline]
                fn next(&mut self) -> Option<$type> {
                    self.inner.next().map(|$entry| $item)
                }

                #[inline]
                fn size_hint(&self) -> (usize, Option<usize>) {
                    self.inner.size_hint()
                }

                #[inline]
                fn count(self) -> usize {
                    self.inner.len()
                }

                #[inline]
                fn fold<B, F>(self, init: B, mut f: F) -> B
                where
                    F: FnMut(B, $type) -> B,
                {
                    self.inner.fold(init, |acc, $entry| f(acc, $item))
                }
            }

            impl<$($parameters)*> ExactSizeIterator for $name {
                #[inline]
                fn len(&self) -> usize {
                    self.inner.len()
                }
            }

            impl<$($parameters)*> core::iter::FusedIterator for $name {}
        )+
    };
}

pub(super) use impl_iterators;
