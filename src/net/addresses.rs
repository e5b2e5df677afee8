//! [`ToSocketAddrs`]: what can be given for an address.

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec, vec::Vec};
use core::{iter, option, slice};

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::io::{Error, ErrorKind, Message, Result};
use crate::sys::{Errno, Text};

static INVALID_ADDRESS: Text = Text::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "invalid socket address",
);

static INVALID_PORT: Text = Text::new(ErrorKind::InvalidInput, Errno::INVAL, "invalid port value");

/// What can be given for an address, as `std::net::ToSocketAddrs`.
///
/// Text has to be an address: there is nobody to ask for a name, which is
/// [`Unsupported`](crate::io::ErrorKind::Unsupported), as `std` answers here. Differs from `std` without the
/// feature `alloc`: the iterator of text is that of an [`Option`] then.
///
/// ```
/// use nanowasi::io::ErrorKind;
/// use nanowasi::net::{SocketAddr, ToSocketAddrs};
///
/// let mut addresses = "127.0.0.1:443".to_socket_addrs()?;
/// assert_eq!(addresses.next(), Some(SocketAddr::from(([127, 0, 0, 1], 443))));
/// assert_eq!(addresses.next(), None);
///
/// let error = "127.0.0.1".to_socket_addrs().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidInput);
/// let error = "localhost:443".to_socket_addrs().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Unsupported);
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
pub trait ToSocketAddrs {
    /// The iterator over the addresses.
    type Iter: Iterator<Item = SocketAddr>;

    /// The addresses that it stands for.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::io::ErrorKind::InvalidInput) if it isn't one, or
    /// [`Unsupported`](crate::io::ErrorKind::Unsupported) if it has a name in place of an address.
    fn to_socket_addrs(&self) -> Result<Self::Iter>;
}

/// The iterator over the one address that a text can be.
#[cfg(feature = "alloc")]
type Parsed = vec::IntoIter<SocketAddr>;
#[cfg(not(feature = "alloc"))]
type Parsed = option::IntoIter<SocketAddr>;

/// The iterator over one address.
fn one(address: SocketAddr) -> Result<Parsed> {
    #[cfg(feature = "alloc")]
    {
        let mut addresses = Vec::new();
        addresses
            .try_reserve_exact(1)
            .map_err(|_| Error::message(Message::OutOfMemory))?;
        addresses.push(address);
        Ok(addresses.into_iter())
    }
    #[cfg(not(feature = "alloc"))]
    Ok(Some(address).into_iter())
}

/// Implements the trait for what is one address.
macro_rules! addresses {
    ($($type:ty),+) => {
        $(
            impl ToSocketAddrs for $type {
                type Iter = option::IntoIter<SocketAddr>;

                #[inline]
                fn to_socket_addrs(&self) -> Result<Self::Iter> {
                    Ok(Some(SocketAddr::from(*self)).into_iter())
                }
            }
        )+
    };
}

addresses!(SocketAddr, SocketAddrV4, SocketAddrV6);
addresses!((IpAddr, u16), (Ipv4Addr, u16), (Ipv6Addr, u16));

impl ToSocketAddrs for (&str, u16) {
    type Iter = Parsed;

    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        match self.0.parse::<IpAddr>() {
            Ok(host) => one(SocketAddr::new(host, self.1)),
            Err(_) => super::unsupported(),
        }
    }
}

impl ToSocketAddrs for str {
    type Iter = Parsed;

    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        if let Ok(address) = self.parse() {
            return one(address);
        }
        // What is behind the last colon of an address without a port is none.
        let Some((_, port)) = self.rsplit_once(':') else {
            return Err(Error::text(&INVALID_ADDRESS));
        };
        match port.parse::<u16>() {
            Ok(_) => super::unsupported(),
            Err(_) => Err(Error::text(&INVALID_PORT)),
        }
    }
}

#[cfg(feature = "alloc")]
impl ToSocketAddrs for (String, u16) {
    type Iter = Parsed;

    #[inline]
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        (self.0.as_str(), self.1).to_socket_addrs()
    }
}

#[cfg(feature = "alloc")]
impl ToSocketAddrs for String {
    type Iter = Parsed;

    #[inline]
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        self.as_str().to_socket_addrs()
    }
}

impl<'a> ToSocketAddrs for &'a [SocketAddr] {
    type Iter = iter::Cloned<slice::Iter<'a, SocketAddr>>;

    #[inline]
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        Ok(self.iter().cloned())
    }
}

impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T {
    type Iter = T::Iter;

    #[inline]
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        (**self).to_socket_addrs()
    }
}
