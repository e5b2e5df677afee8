//! [`Repr`]: the content of an [`io::Error`](crate::io::Error), in the size of a pointer.
//!
//! A `Repr` has one of three forms: a 32-bit number whose lowest bit is 1, a pointer to a fixed
//! message, or a pointer to a boxed error. A pointer to an aligned value has a lowest bit of 0. The
//! next bit is 1 for a message, and 0 for a boxed error. So a `Result<(), Error>` fits into a
//! register.
//!
//! Two flags record whether the program has ever stored a pointer of each kind. In a program that
//! never does, the optimizer sees that the flag stays unset, and drops the code for the pointer. So
//! to drop an error does not link the allocator there.
//!
//! The safety argument: the field is private, and each constructor stores one of the three forms.
//! The two low bits never change after that, so they identify the form. A `Repr` owns the box that
//! it was created from, and is the only owner.

#[cfg(feature = "alloc")]
use alloc_crate::boxed::Box;
use core::error::Error;
#[cfg(feature = "alloc")]
use core::mem::ManuallyDrop;
use core::num::NonZeroUsize;
use core::ptr::NonNull;

use super::Errno;
use super::sync::Flag;

/// An error of the program's own type, and the number of its kind.
#[cfg(feature = "alloc")]
#[repr(align(4))]
pub(crate) struct Custom {
    pub(crate) error: Box<dyn Error + Send + Sync>,
    pub(crate) kind: u8,
}

/// Without a heap, no such error exists.
#[cfg(not(feature = "alloc"))]
pub(crate) enum Custom {}

impl Custom {
    /// Returns the number of the error's kind.
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

/// A fixed message, the number of its kind, and the errno closest in meaning.
#[repr(align(4))]
pub(crate) struct SimpleMessage {
    pub(crate) text: &'static str,
    pub(crate) errno: Errno,
    pub(crate) kind: u8,
    /// Whether `std` has the message as a boxed error. `{:?}` prints it as such.
    pub(crate) is_custom: bool,
}

/// A 32-bit number whose lowest bit is 1, a [`SimpleMessage`], or an owned [`Custom`] error.
pub(crate) struct Repr(NonNull<()>);

// SAFETY: each of the three forms is `Send`: a number, a reference to a `Sync` value, and a box
// with a `Send` error.
unsafe impl Send for Repr {}
// SAFETY: each of the three forms is `Sync`, as above.
unsafe impl Sync for Repr {}

/// The content of a [`Repr`].
pub(crate) enum ErrorData<'repr> {
    Bits(u32),
    SimpleMessage(&'static SimpleMessage),
    #[cfg_attr(not(feature = "alloc"), allow(dead_code, reason = "needs a heap"))]
    Custom(&'repr Custom),
}

/// The bit that is set in a number.
const NUMBER: usize = 1;
/// The bit that is set in a pointer to a message.
const MESSAGE: usize = 2;

/// Whether [`Repr::from_simple_message`] was ever called.
static HAS_MESSAGES: Flag = Flag::new();
/// Whether [`Repr::from_custom`] was ever called.
#[cfg(feature = "alloc")]
static HAS_CUSTOMS: Flag = Flag::new();

const _: () = assert!(align_of::<SimpleMessage>() > MESSAGE);
#[cfg(feature = "alloc")]
const _: () = assert!(align_of::<Custom>() > MESSAGE);

impl Repr {
    /// Stores `bits`, with the lowest bit set to 1.
    #[inline]
    pub(crate) const fn from_bits(bits: u32) -> Self {
        // `usize` does not implement `From<u32>`. On the supported targets `usize` has at least 32
        // bits, so `as` loses nothing.
        match NonZeroUsize::new(bits as usize | NUMBER) {
            Some(bits) => Self(NonNull::without_provenance(bits)),
            None => Self(NonNull::dangling()),
        }
    }

    /// Stores a fixed message.
    #[inline]
    pub(crate) fn from_simple_message(message: &'static SimpleMessage) -> Self {
        HAS_MESSAGES.set();
        Self(
            NonNull::from(message)
                .map_addr(|addr| addr | MESSAGE)
                .cast(),
        )
    }

    /// Stores a custom error, which this value owns from now on.
    #[cfg(feature = "alloc")]
    pub(crate) fn from_custom(custom: Box<Custom>) -> Self {
        HAS_CUSTOMS.set();
        Self(NonNull::from(Box::leak(custom)).cast())
    }

    /// Returns the number. For another form, the result is meaningless.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "`from_bits` stored 32 bits, so nothing is lost"
    )]
    pub(crate) fn bits(&self) -> u32 {
        self.0.addr().get() as u32
    }

    /// Returns the message, or `None` for another form.
    #[inline]
    fn as_simple_message(&self) -> Option<&'static SimpleMessage> {
        if HAS_MESSAGES.is_set() && self.0.addr().get() & (NUMBER | MESSAGE) == MESSAGE {
            let message = self.0.as_ptr().map_addr(|addr| addr & !MESSAGE);
            // SAFETY: with these low bits, the pointer is that of `from_simple_message`, from a
            // `'static` reference. `map_addr` has kept its provenance.
            return Some(unsafe { &*message.cast() });
        }
        None
    }

    /// Returns the pointer to the custom error, or `None` for another form.
    #[cfg(feature = "alloc")]
    #[inline]
    fn as_custom(&self) -> Option<NonNull<Custom>> {
        let is_custom = HAS_CUSTOMS.is_set() && self.0.addr().get() & (NUMBER | MESSAGE) == 0;
        is_custom.then(|| self.0.cast())
    }

    /// Returns the content.
    #[inline]
    pub(crate) fn data(&self) -> ErrorData<'_> {
        if let Some(message) = self.as_simple_message() {
            return ErrorData::SimpleMessage(message);
        }
        #[cfg(feature = "alloc")]
        if let Some(custom) = self.as_custom() {
            // SAFETY: the pointer is that of the box given to `from_custom`. This value owns the
            // box, and is borrowed as long as the result.
            return ErrorData::Custom(unsafe { custom.as_ref() });
        }
        ErrorData::Bits(self.bits())
    }

    /// Returns the custom error for changes, or `None` for another form.
    #[cfg(feature = "alloc")]
    pub(crate) fn custom_mut(&mut self) -> Option<&mut Custom> {
        // SAFETY: the pointer is that of the box given to `from_custom`. This value owns the box,
        // and is borrowed uniquely as long as the result.
        self.as_custom()
            .map(|mut custom| unsafe { custom.as_mut() })
    }

    /// Takes the custom error out.
    ///
    /// # Errors
    ///
    /// Returns the unchanged value if it is of another form.
    #[cfg(feature = "alloc")]
    pub(crate) fn into_custom(self) -> Result<Box<Custom>, Self> {
        match self.as_custom() {
            Some(custom) => {
                let _released = ManuallyDrop::new(self);
                // SAFETY: the pointer is that of the box given to `from_custom`. The value that
                // owned the box is not dropped.
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
            // SAFETY: the pointer is that of the box given to `from_custom`, which this value owns.
            // The value is not used afterwards.
            drop(unsafe { Box::from_raw(custom.as_ptr()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_returned_unchanged() {
        for bits in [1, 3, 0xFFFF_FFFF, 0x8000_0001] {
            assert!(matches!(Repr::from_bits(bits).data(), ErrorData::Bits(same) if same == bits));
        }
    }

    #[test]
    fn a_message_is_returned_unchanged() {
        static MESSAGE: SimpleMessage = SimpleMessage {
            text: "text",
            errno: Errno::IO,
            kind: 7,
            is_custom: false,
        };
        let repr = Repr::from_simple_message(&MESSAGE);
        assert!(
            matches!(repr.data(), ErrorData::SimpleMessage(same) if core::ptr::eq(same, &MESSAGE))
        );
        assert!(repr.into_custom().is_err());
    }

    /// A custom error that is dropped twice is a double free, and one that is never dropped a leak.
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
        let repr = || {
            let error = Box::new(Counted(std::sync::Arc::clone(&count)));
            Repr::from_custom(Box::new(Custom { error, kind: 7 }))
        };
        drop(repr());
        assert_eq!(std::sync::Arc::strong_count(&count), 1);
        let mut repr = repr();
        assert!(matches!(repr.data(), ErrorData::Custom(custom) if custom.kind == 7));
        repr.custom_mut().unwrap().kind = 8;
        let Ok(custom) = repr.into_custom() else {
            panic!("a custom error")
        };
        assert_eq!((custom.kind, std::sync::Arc::strong_count(&count)), (8, 2));
        drop(custom);
        assert_eq!(std::sync::Arc::strong_count(&count), 1);
    }
}
