//! [`Repr`]: a number, a fixed text or a boxed error in the size of one pointer: what an error of `io` is.
//!
//! A number has its lowest bit set, which no pointer to something aligned has; the next bit tells the two
//! pointers apart. So a `Result` of such a word fits a register.
//!
//! A flag remembers whether a program has ever made a word of a pointer. In a program that makes none, the
//! optimizer knows the flag to stay unset and leaves out all that looks for one: dropping an error does
//! not link the allocator.
//!
//! The safety argument: the field is private, and each constructor makes one of the three forms, which
//! the two low bits tell apart for ever. A box is owned by the one word that was made of it.

#[cfg(feature = "alloc")]
use alloc_crate::boxed::Box;
use core::error::Error;
#[cfg(feature = "alloc")]
use core::mem::ManuallyDrop;
use core::num::NonZeroUsize;
use core::ptr::NonNull;

use super::Errno;
use crate::sys::sync::Flag;

/// An error that a program made itself, and the number of its kind.
#[cfg(feature = "alloc")]
#[repr(align(4))]
pub(crate) struct Custom {
    pub(crate) error: Box<dyn Error + Send + Sync>,
    pub(crate) kind: u8,
}

/// Without a heap there is none.
#[cfg(not(feature = "alloc"))]
pub(crate) enum Custom {}

impl Custom {
    /// The number of its kind.
    #[inline]
    pub(crate) const fn kind(&self) -> u8 {
        #[cfg(feature = "alloc")]
        return self.kind;
        #[cfg(not(feature = "alloc"))]
        match *self {}
    }

    #[inline]
    pub(crate) const fn error(&self) -> &(dyn Error + Send + Sync + 'static) {
        #[cfg(feature = "alloc")]
        return &*self.error;
        #[cfg(not(feature = "alloc"))]
        match *self {}
    }
}

/// A fixed text, the number of its kind, and the errno that is the closest in meaning.
#[repr(align(4))]
pub(crate) struct SimpleMessage {
    pub(crate) text: &'static str,
    pub(crate) errno: Errno,
    pub(crate) kind: u8,
    /// Whether `std` has it on the heap, as an error that a program made, which `{:?}` shows.
    pub(crate) is_custom: bool,
}

/// A number of 31 bits, a [`SimpleMessage`], or the owner of a [`Custom`] error.
pub(crate) struct Repr(NonNull<()>);

// SAFETY: each of the three forms may go to another thread.
unsafe impl Send for Repr {}
// SAFETY: as above.
unsafe impl Sync for Repr {}

/// What a [`Repr`] holds.
pub(crate) enum ErrorData<'word> {
    Bits(u32),
    SimpleMessage(&'static SimpleMessage),
    #[cfg_attr(not(feature = "alloc"), allow(dead_code, reason = "needs a heap"))]
    Custom(&'word Custom),
}

/// The bit that says "a number".
const NUMBER: usize = 1;
/// The bit that says "a text", where the one above is not set.
const TEXT: usize = 2;

/// Whether a word has been made of a text.
static TEXTS: Flag = Flag::new();
/// Whether a word has been made of a custom error.
#[cfg(feature = "alloc")]
static CUSTOMS: Flag = Flag::new();

const _: () = assert!(align_of::<SimpleMessage>() > TEXT);
#[cfg(feature = "alloc")]
const _: () = assert!(align_of::<Custom>() > TEXT);

impl Repr {
    /// A number; its lowest bit is lost.
    #[inline]
    pub(crate) const fn from_bits(bits: u32) -> Self {
        // No conversion trait is `const`; a pointer has 32 bits at least.
        match NonZeroUsize::new(bits as usize | NUMBER) {
            Some(bits) => Self(NonNull::without_provenance(bits)),
            None => Self(NonNull::dangling()),
        }
    }

    /// A fixed text.
    #[inline]
    pub(crate) fn from_simple_message(message: &'static SimpleMessage) -> Self {
        TEXTS.set();
        Self(NonNull::from(message).map_addr(|addr| addr | TEXT).cast())
    }

    /// A custom error, which the word owns from now on.
    #[cfg(feature = "alloc")]
    pub(crate) fn from_custom(custom: Box<Custom>) -> Self {
        CUSTOMS.set();
        Self(NonNull::from(Box::leak(custom)).cast())
    }

    /// The number, whatever the word is.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "of a number, nothing is cut"
    )]
    pub(crate) fn bits(&self) -> u32 {
        self.0.addr().get() as u32
    }

    /// The text, if it is one.
    #[inline]
    fn as_text(&self) -> Option<&'static SimpleMessage> {
        if TEXTS.is_set() && self.0.addr().get() & (NUMBER | TEXT) == TEXT {
            let text = self.0.as_ptr().map_addr(|addr| addr & !TEXT);
            // SAFETY: with these low bits it was made by `text`, of a reference for ever.
            return Some(unsafe { &*text.cast() });
        }
        None
    }

    /// The box of the custom error, if it is one.
    #[cfg(feature = "alloc")]
    #[inline]
    fn as_custom(&self) -> Option<NonNull<Custom>> {
        let is_custom = CUSTOMS.is_set() && self.0.addr().get() & (NUMBER | TEXT) == 0;
        is_custom.then(|| self.0.cast())
    }

    #[inline]
    pub(crate) fn view(&self) -> ErrorData<'_> {
        if let Some(text) = self.as_text() {
            return ErrorData::SimpleMessage(text);
        }
        #[cfg(feature = "alloc")]
        if let Some(custom) = self.as_custom() {
            // SAFETY: it was made by `custom` of a box, which this word owns, and is lent.
            return ErrorData::Custom(unsafe { custom.as_ref() });
        }
        ErrorData::Bits(self.bits())
    }

    /// The custom error, if it is one, to be changed.
    #[cfg(feature = "alloc")]
    pub(crate) fn custom_mut(&mut self) -> Option<&mut Custom> {
        // SAFETY: it was made by `custom` of a box, which this word owns, and is lent uniquely.
        self.as_custom()
            .map(|mut custom| unsafe { custom.as_mut() })
    }

    /// The custom error, given up; or the word as it was.
    ///
    /// # Errors
    ///
    /// The word is none.
    #[cfg(feature = "alloc")]
    pub(crate) fn into_custom(self) -> Result<Box<Custom>, Self> {
        match self.as_custom() {
            Some(custom) => {
                let _given_up = ManuallyDrop::new(self);
                // SAFETY: it was made by `custom` of a box, and the word that owned it is not dropped.
                Ok(unsafe { Box::from_raw(custom.as_ptr()) })
            }
            None => Err(self),
        }
    }
}

#[cfg(feature = "alloc")]
impl Drop for Repr {
    #[inline]
    fn drop(&mut self) {
        if let Some(custom) = self.as_custom() {
            // SAFETY: it was made by `custom` of a box, which this word owns until now.
            drop(unsafe { Box::from_raw(custom.as_ptr()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_back_as_it_went_in() {
        for bits in [1, 3, 0xFFFF_FFFF, 0x8000_0001] {
            assert!(matches!(Repr::from_bits(bits).view(), ErrorData::Bits(same) if same == bits));
        }
    }

    #[test]
    fn a_text_comes_back_as_it_went_in() {
        static TEXT: SimpleMessage = SimpleMessage {
            text: "text",
            errno: Errno::IO,
            kind: 7,
            is_custom: false,
        };
        let word = Repr::from_simple_message(&TEXT);
        assert!(
            matches!(word.view(), ErrorData::SimpleMessage(same) if core::ptr::eq(same, &TEXT))
        );
        assert!(word.into_custom().is_err());
    }

    /// Dropped twice or never, a custom error would be a double free or a leak.
    #[test]
    fn a_custom_error_is_dropped_once() {
        #[derive(Debug)]
        struct Counted(#[expect(dead_code, reason = "is counted")] std::sync::Arc<()>);
        impl core::fmt::Display for Counted {
            fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                Ok(())
            }
        }
        impl Error for Counted {}

        let count = std::sync::Arc::new(());
        let word = || {
            let error = Box::new(Counted(std::sync::Arc::clone(&count)));
            Repr::from_custom(Box::new(Custom { error, kind: 7 }))
        };
        drop(word());
        assert_eq!(std::sync::Arc::strong_count(&count), 1);
        let mut word = word();
        assert!(matches!(word.view(), ErrorData::Custom(custom) if custom.kind == 7));
        word.custom_mut().unwrap().kind = 8;
        let Ok(custom) = word.into_custom() else {
            panic!("it is one")
        };
        assert_eq!((custom.kind, std::sync::Arc::strong_count(&count)), (8, 2));
        drop(custom);
        assert_eq!(std::sync::Arc::strong_count(&count), 1);
    }
}
