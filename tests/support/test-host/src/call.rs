//! An import call, as a fault handles it.
//!
//! A fault is a closure that replaces an import. It gets a [`Call`], reads the arguments, reads and
//! changes the guest's memory, may call the real import any number of times, and returns a
//! [`Response`].

use std::fmt;

use nanowasi_runner::low;
use nanowasi_runner::preview1::{self, Kind};
use wasmtime::{Caller, Memory};

use crate::shim;
use crate::wasi::State;

/// A closure that replaces an import.
pub(crate) type Fault = Box<dyn FnMut(&mut Call<'_>) -> Response + Send>;

/// The result of an import call.
#[derive(Debug)]
pub enum Response {
    /// The result of the real import, called with the same arguments.
    Real,
    /// This errno, or any other `i32`. An import without a result, such as `proc_exit`, just
    /// returns.
    Errno(i32),
    /// The bits of a result of any type, for imports that are not preview 1's.
    Bits(u64),
    /// Traps the guest with this message.
    Trap(String),
    /// The real import ended the guest, by an exit or a trap.
    Ended(wasmtime::Error),
}

impl Response {
    /// Returns the errno, if there is one.
    pub fn errno(&self) -> Option<i32> {
        match self {
            Self::Errno(errno) => Some(*errno),
            _ => None,
        }
    }
}

impl From<i32> for Response {
    fn from(errno: i32) -> Self {
        Self::Errno(errno)
    }
}

/// Lets a fault use `?` on memory accesses. A guest that passes an invalid pointer traps, with the
/// pointer in the message.
impl<A: Into<Response>> From<Result<A, OutOfBounds>> for Response {
    fn from(result: Result<A, OutOfBounds>) -> Self {
        match result {
            Ok(response) => response.into(),
            Err(error) => Self::Trap(error.to_string()),
        }
    }
}

/// A fault accessed addresses outside the guest's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBounds {
    /// The first address.
    pub address: u32,
    /// The number of bytes.
    pub len: usize,
}

impl fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, len } = self;
        write!(
            f,
            "the guest passed {len} bytes at {address:#x}, out of its memory"
        )
    }
}

impl std::error::Error for OutOfBounds {}

/// One buffer of a vectored read or write, or another region of the guest's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Iovec {
    /// Its first address.
    pub address: u32,
    /// Its number of bytes.
    pub len: u32,
}

/// The memory that a call of preview 1 passes to be written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutPointers {
    /// Buffers of the given lengths: for a read, a name, a list, or events.
    pub buffers: Vec<Iovec>,
    /// Targets of out-pointers: counts, sizes, attributes.
    pub outs: Vec<Iovec>,
}

/// An import call in progress.
pub struct Call<'a> {
    pub(crate) caller: Caller<'a, State>,
    pub(crate) name: &'a str,
    pub(crate) args: &'a [u64],
    pub(crate) number: usize,
    pub(crate) real: Option<usize>,
}

impl Call<'_> {
    /// Returns the import's name.
    pub fn name(&self) -> &str {
        self.name
    }

    /// Returns the number of this call among those of this import in this run, from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Returns the raw arguments: an `i32` is zero-extended, and a float is its bits.
    pub fn args(&self) -> &[u64] {
        self.args
    }

    /// Returns argument `index`, from 0, as 32 bits.
    ///
    /// # Panics
    ///
    /// Panics if the import has no such argument.
    pub fn arg(&self, index: usize) -> u32 {
        low(self.args[index])
    }

    /// Calls the real import with the guest's arguments.
    pub fn real(&mut self) -> Response {
        let args = self.args;
        self.real_with(args)
    }

    /// Calls the real import with other arguments. It sees the guest's memory as it is now.
    pub fn real_with(&mut self, args: &[u64]) -> Response {
        match self.real {
            Some(index) => shim::call_real(&mut self.caller, index, args),
            None => Response::Trap(format!("there is no real `{}` to call", self.name)),
        }
    }

    /// Calls an export of the guest while this import is running, as a host of plug-ins may.
    /// Returns the bits of the result, or 0 without a result.
    ///
    /// # Errors
    ///
    /// Returns how the guest trapped, or that it has no such export.
    pub fn export(&mut self, name: &str, args: &[u64]) -> Result<u64, String> {
        let result = shim::call_export(&mut self.caller, name, args);
        result.map_err(|error| format!("{error:#}"))
    }

    /// Returns the memory that this call passes to be written to. It is empty for imports that are
    /// not preview 1's. The blocks of `args_get` and `environ_get` are not included, because
    /// another call returns their sizes.
    pub fn out_pointers(&mut self) -> Result<OutPointers, OutOfBounds> {
        let mut out_pointers = OutPointers::default();
        let mut rest = self.args;
        for &kind in preview1::kinds(self.name).unwrap_or_default() {
            let at = |index| rest.get(index).copied().map_or(0, low);
            let (address, len) = (at(0), at(1));
            match kind {
                Kind::Buffer => out_pointers.buffers.push(Iovec { address, len }),
                Kind::Reads => out_pointers.buffers.extend(self.iovecs(address, len)?),
                Kind::Subscriptions => out_pointers.buffers.push(Iovec {
                    address: len,
                    len: at(2).saturating_mul(32),
                }),
                Kind::Out(out) => out_pointers.outs.push(Iovec {
                    address,
                    len: out.size(),
                }),
                _ => {}
            }
            rest = rest.get(kind.width()..).unwrap_or_default();
        }
        Ok(out_pointers)
    }

    /// Returns the size of the guest's memory in bytes, or 0 if it exports none.
    pub fn memory_len(&mut self) -> usize {
        self.memory()
            .map_or(0, |memory| memory.data_size(&self.caller))
    }

    /// Grows the guest's memory by pages, as an adapter between guest and host may. Returns whether
    /// the limit allowed it.
    pub fn grow_memory(&mut self, pages: u64) -> bool {
        self.memory()
            .is_some_and(|memory| memory.grow(&mut self.caller, pages).is_ok())
    }

    /// Reads `len` bytes.
    pub fn bytes(&mut self, address: u32, len: u32) -> Result<Vec<u8>, OutOfBounds> {
        let range = self.range(address, len as usize)?;
        Ok(range.to_vec())
    }

    /// Reads a byte.
    pub fn u8(&mut self, address: u32) -> Result<u8, OutOfBounds> {
        self.array(address).map(u8::from_le_bytes)
    }

    /// Reads 16 bits, at any alignment.
    pub fn u16(&mut self, address: u32) -> Result<u16, OutOfBounds> {
        self.array(address).map(u16::from_le_bytes)
    }

    /// Reads 32 bits, at any alignment.
    pub fn u32(&mut self, address: u32) -> Result<u32, OutOfBounds> {
        self.array(address).map(u32::from_le_bytes)
    }

    /// Reads 64 bits, at any alignment.
    pub fn u64(&mut self, address: u32) -> Result<u64, OutOfBounds> {
        self.array(address).map(u64::from_le_bytes)
    }

    /// Writes bytes.
    pub fn write(&mut self, address: u32, bytes: &[u8]) -> Result<(), OutOfBounds> {
        self.range(address, bytes.len())?.copy_from_slice(bytes);
        Ok(())
    }

    /// Writes a byte.
    pub fn write_u8(&mut self, address: u32, value: u8) -> Result<(), OutOfBounds> {
        self.write(address, &value.to_le_bytes())
    }

    /// Writes 16 bits, at any alignment.
    pub fn write_u16(&mut self, address: u32, value: u16) -> Result<(), OutOfBounds> {
        self.write(address, &value.to_le_bytes())
    }

    /// Writes 32 bits, at any alignment.
    pub fn write_u32(&mut self, address: u32, value: u32) -> Result<(), OutOfBounds> {
        self.write(address, &value.to_le_bytes())
    }

    /// Writes 64 bits, at any alignment.
    pub fn write_u64(&mut self, address: u32, value: u64) -> Result<(), OutOfBounds> {
        self.write(address, &value.to_le_bytes())
    }

    /// Reads an array of `count` iovecs or ciovecs.
    pub fn iovecs(&mut self, address: u32, count: u32) -> Result<Vec<Iovec>, OutOfBounds> {
        let len = (count as usize).saturating_mul(8);
        let (records, _) = self.range(address, len)?.as_chunks::<8>();
        Ok(records
            .iter()
            .map(|&[a, b, c, d, e, f, g, h]| Iovec {
                address: u32::from_le_bytes([a, b, c, d]),
                len: u32::from_le_bytes([e, f, g, h]),
            })
            .collect())
    }

    /// Returns the bytes of some buffers, in order, as a write would write them.
    pub fn gather(&mut self, buffers: &[Iovec]) -> Result<Vec<u8>, OutOfBounds> {
        let mut all = Vec::new();
        for &Iovec { address, len } in buffers {
            all.extend_from_slice(self.range(address, len as usize)?);
        }
        Ok(all)
    }

    /// Fills buffers from `bytes`, in order, as a read would. Returns the number of bytes that fit.
    pub fn scatter(&mut self, buffers: &[Iovec], bytes: &[u8]) -> Result<usize, OutOfBounds> {
        let mut rest = bytes;
        for &Iovec { address, len } in buffers {
            let (now, later) = rest.split_at(rest.len().min(len as usize));
            self.write(address, now)?;
            rest = later;
        }
        Ok(bytes.len() - rest.len())
    }

    fn array<const N: usize>(&mut self, address: u32) -> Result<[u8; N], OutOfBounds> {
        let out = OutOfBounds { address, len: N };
        self.range(address, N)?.first_chunk().copied().ok_or(out)
    }

    fn range(&mut self, address: u32, len: usize) -> Result<&mut [u8], OutOfBounds> {
        let out = OutOfBounds { address, len };
        let memory = self.memory().ok_or(out)?;
        memory
            .data_mut(&mut self.caller)
            .get_mut(address as usize..)
            .and_then(|from| from.get_mut(..len))
            .ok_or(out)
    }

    fn memory(&mut self) -> Option<Memory> {
        shim::memory(&mut self.caller)
    }
}
