//! [`ToSocketAddrs`]: conversion to socket addresses.

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec, vec::Vec};
use core::{iter, option, slice};

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::io::{Error, ErrorKind, Result};
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

/// The error of text without a port.
static INVALID_ADDRESS: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "invalid socket address",
);

/// The error of a port that is not a number from 0 to 65,535.
static INVALID_PORT: SimpleMessage =
    SimpleMessage::new(ErrorKind::InvalidInput, Errno::INVAL, "invalid port value");

/// A value that converts to one or more socket addresses, as `std::net::ToSocketAddrs`.
///
/// Text has to be an IP address and a port. Preview 1 can't resolve a host name, so a host name is
/// [`Unsupported`](crate::io::ErrorKind::Unsupported), as in `std` on this target.
///
/// Unlike `std`, without the feature `alloc` the iterator for text is [`option::IntoIter`] instead
/// of `vec::IntoIter`.
///
/// # Examples
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
    /// The type of the iterator over the addresses.
    type Iter: Iterator<Item = SocketAddr>;

    /// Returns an iterator over the addresses.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): the text has no port, or the port is
    ///   not a number from 0 to 65,535.
    /// - [`Unsupported`](crate::io::ErrorKind::Unsupported): the text has a host name instead of an
    ///   IP address.
    /// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory for the iterator of
    ///   text.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::net::{Ipv4Addr, ToSocketAddrs};
    ///
    /// let mut addresses = (Ipv4Addr::LOCALHOST, 80).to_socket_addrs()?;
    /// assert_eq!(addresses.next().map(|address| address.port()), Some(80));
    /// # Ok::<(), nanowasi::io::Error>(())
    /// ```
    fn to_socket_addrs(&self) -> Result<Self::Iter>;
}

/// The iterator over the address that a text is.
#[cfg(feature = "alloc")]
type Parsed = vec::IntoIter<SocketAddr>;
#[cfg(not(feature = "alloc"))]
type Parsed = option::IntoIter<SocketAddr>;

/// Returns an iterator over one address.
fn single(address: SocketAddr) -> Result<Parsed> {
    #[cfg(feature = "alloc")]
    {
        let mut addresses = Vec::new();
        addresses.try_reserve_exact(1)?;
        addresses.push(address);
        Ok(addresses.into_iter())
    }
    #[cfg(not(feature = "alloc"))]
    Ok(Some(address).into_iter())
}

/// Implements [`ToSocketAddrs`] for types that are one address.
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
            Ok(host) => single(SocketAddr::new(host, self.1)),
            Err(_) => super::unsupported(),
        }
    }
}

impl ToSocketAddrs for str {
    type Iter = Parsed;

    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        if let Ok(address) = self.parse() {
            return single(address);
        }
        // In an IPv6 address without a port, the text after the last colon is taken for the port.
        let Some((_, port)) = self.rsplit_once(':') else {
            return Err(Error::from_static_message(&INVALID_ADDRESS));
        };
        match port.parse::<u16>() {
            Ok(_) => super::unsupported(),
            Err(_) => Err(Error::from_static_message(&INVALID_PORT)),
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

#[cfg(test)]
mod tests {

    use super::*;
    use crate::io::ErrorKind;

    fn ours<A: ToSocketAddrs>(addresses: A) -> Vec<SocketAddr> {
        addresses.to_socket_addrs().unwrap().collect()
    }

    #[test]
    fn an_address_resolves_to_itself() {
        let v4 = SocketAddr::from(([127, 0, 0, 1], 443));
        let v6 = SocketAddr::from((Ipv6Addr::LOCALHOST, 80));
        assert_eq!(ours(v4), [v4]);
        assert_eq!(ours(v6), [v6]);
        assert_eq!(ours((v4.ip(), 443)), [v4]);
        assert_eq!(ours((Ipv4Addr::LOCALHOST, 443)), [v4]);
        assert_eq!(ours((Ipv6Addr::LOCALHOST, 80)), [v6]);
        assert_eq!(ours(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 443)), [v4]);
        assert_eq!(ours(SocketAddrV6::new(Ipv6Addr::LOCALHOST, 80, 0, 0)), [v6]);
        assert_eq!(ours(("127.0.0.1", 443)), [v4]);
        assert_eq!(ours(("::1", 80)), [v6]);
        assert_eq!(ours("[::1]:80"), [v6]);
        assert_eq!(ours(&[v4, v6][..]), [v4, v6]);
        assert_eq!(ours(&[][..]), []);
    }

    #[test]
    #[cfg(feature = "alloc")]
    fn a_string_is_text() {
        let v4 = SocketAddr::from(([127, 0, 0, 1], 443));
        assert_eq!(ours(String::from("127.0.0.1:443")), [v4]);
        assert_eq!(ours((String::from("127.0.0.1"), 443)), [v4]);
    }

    #[test]
    fn a_host_name_is_unsupported() {
        let text = "operation not supported on this platform";
        for error in [
            "localhost:80".to_socket_addrs().unwrap_err(),
            ("localhost", 80).to_socket_addrs().unwrap_err(),
            ":80".to_socket_addrs().unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert_eq!(error.to_string(), text);
        }
    }

    /// Compares with `std` for random text, unless `std` would resolve a host name.
    #[test]
    fn text_parses_as_in_std() {
        let parts = [
            "0", "1", "80", "255", "256", "65535", "65536", "f", ".", ":", "::", "[", "]", "%", "+",
        ];
        arbtest::arbtest(|u| {
            let mut text = String::new();
            for _ in 0..u.int_in_range(0..=10)? {
                text += *u.choose(&parts)?;
            }
            let ours = ToSocketAddrs::to_socket_addrs(text.as_str());
            let is_name = text.parse::<SocketAddr>().is_err()
                && text
                    .rsplit_once(':')
                    .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
            if is_name {
                assert_eq!(ours.unwrap_err().kind(), ErrorKind::Unsupported, "{text}");
                return Ok(());
            }
            match (
                ours,
                std::net::ToSocketAddrs::to_socket_addrs(text.as_str()),
            ) {
                (Ok(ours), Ok(theirs)) => assert!(ours.eq(theirs), "{text}"),
                (Err(ours), Err(theirs)) => {
                    assert_eq!(ours.to_string(), theirs.to_string(), "{text}");
                    assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{text}");
                }
                (ours, _) => panic!("{text}: {ours:?}"),
            }
            Ok(())
        });
    }
}
