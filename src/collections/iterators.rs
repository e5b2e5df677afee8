//! What the iterators of maps and of sets have in common: each stands on another one, and takes its items apart.

/// Implements [`Iterator`] and its kin by the iterator inside, whose items are taken apart.
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
                    self.inner.fold(init, |all, $entry| f(all, $item))
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
