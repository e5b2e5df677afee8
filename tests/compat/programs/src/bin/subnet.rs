//! subnet ADDRESS/BITS [ADDRESS]...: prints the range of a network, and which addresses are in it.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fmt;
use std::net::{AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::ParseIntError;
use std::process::ExitCode;
use std::str::FromStr;

struct Network {
    base: Ipv4Addr,
    bits: u32,
}

enum Problem {
    NoSlash,
    Address(AddrParseError),
    Bits(ParseIntError),
}

impl From<AddrParseError> for Problem {
    fn from(error: AddrParseError) -> Self {
        Self::Address(error)
    }
}

impl FromStr for Network {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let (address, bits) = text.split_once('/').ok_or(Problem::NoSlash)?;
        let address: Ipv4Addr = address.parse()?;
        let bits = bits.parse().map_err(Problem::Bits)?;
        let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
        Ok(Self {
            base: Ipv4Addr::from(u32::from(address) & mask),
            bits,
        })
    }
}

impl Network {
    fn last(&self) -> Ipv4Addr {
        let rest = u32::MAX.checked_shr(self.bits).unwrap_or(0);
        Ipv4Addr::from(u32::from(self.base) | rest)
    }

    fn contains(&self, address: Ipv4Addr) -> bool {
        (self.base..=self.last()).contains(&address)
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} to {}", self.base, self.bits, self.last())
    }
}

fn kind(address: IpAddr) -> &'static str {
    match address {
        _ if address.is_loopback() => "loopback",
        _ if address.is_multicast() => "multicast",
        _ if address.is_unspecified() => "unspecified",
        IpAddr::V4(v4) if v4.is_private() => "private",
        IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some() => "mapped",
        _ => "other",
    }
}

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let network = match args.next().unwrap_or_default().parse::<Network>() {
        Ok(network) => network,
        Err(problem) => {
            match problem {
                Problem::NoSlash => eprintln!("subnet: no slash"),
                Problem::Address(error) => eprintln!("subnet: {error}"),
                Problem::Bits(error) => eprintln!("subnet: {error}"),
            }
            return ExitCode::from(65);
        }
    };
    println!("{network}");
    for arg in args {
        if let Ok(address) = arg.parse::<IpAddr>() {
            let inside = match address {
                IpAddr::V4(address) => network.contains(address),
                IpAddr::V6(address) => address.to_ipv4().is_some_and(|it| network.contains(it)),
            };
            println!("{address:>20} {inside:5} {}", kind(address));
        } else {
            match arg.parse::<SocketAddr>() {
                Ok(address) => println!("{address:?} {} {}", address.port(), address.ip()),
                Err(error) => println!("{arg}: {error}"),
            }
        }
    }
    println!(
        "{:?} {}",
        Ipv6Addr::LOCALHOST.segments(),
        Ipv4Addr::BROADCAST.to_ipv6_mapped()
    );
    println!("{}", SocketAddr::new(IpAddr::from([127, 0, 0, 1]), 80));
    ExitCode::SUCCESS
}
