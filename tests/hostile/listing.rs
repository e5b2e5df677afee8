//! Directories that a host makes up: what `fd_readdir` writes, byte by byte, and what a guest found in it.

use std::fs;

use nanowasi_test_host::{Answer, Call, OutOfBounds, Run};

use crate::attempts::{Attempted, Current, Shared, attempts};
use crate::common::TempDir;

/// How many bytes stand in front of a name.
pub(crate) const HEAD: usize = 24;

const REGULAR_FILE: u8 = 4;

/// An entry of a listing.
#[derive(Clone)]
pub(crate) struct Entry {
    pub name: Vec<u8>,
    pub next: u64,
    /// How long the name is said to be.
    pub len: u32,
    pub kind: u8,
}

impl Entry {
    pub(crate) fn new(name: impl AsRef<[u8]>, next: u64) -> Self {
        let name = name.as_ref().to_vec();
        Self {
            len: u32::try_from(name.len()).unwrap(),
            name,
            next,
            kind: REGULAR_FILE,
        }
    }

    /// Entries whose cookies are 1, 2, 3, …
    pub(crate) fn all<N: AsRef<[u8]>>(names: impl IntoIterator<Item = N>) -> Vec<Self> {
        let numbered = names.into_iter().zip(1..);
        numbered.map(|(name, next)| Self::new(name, next)).collect()
    }
}

/// Entries as a host writes them.
pub(crate) fn bytes(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.extend(entry.next.to_le_bytes());
        bytes.extend(77_u64.to_le_bytes());
        bytes.extend(entry.len.to_le_bytes());
        bytes.extend([entry.kind, 0, 0, 0]);
        bytes.extend(&entry.name);
    }
    bytes
}

/// The entries from a cookie on that is their number, as bytes.
pub(crate) fn from(entries: &[Entry], cookie: u64) -> Vec<u8> {
    let start = usize::try_from(cookie).map_or(entries.len(), |at| at.min(entries.len()));
    bytes(&entries[start..])
}

/// What a host answers to `fd_readdir`.
pub(crate) enum Reply {
    /// Writes these, cut where the buffer ends, and tells so.
    Bytes(Vec<u8>),
    /// Writes these, cut where the buffer ends, and tells some other count.
    Told(Vec<u8>, usize),
    Errno(i32),
}

/// What a guest asks for: the cookie, the size of its buffer, and which call of the attempt it is, from 1 on.
pub(crate) struct Asked {
    pub attempt: usize,
    pub cookie: u64,
    pub room: usize,
    pub call: usize,
}

/// What came of attempts at a directory, and what was to be removed from it: in which attempt, and by which name.
pub(crate) struct Listed {
    pub attempted: Attempted,
    pub removed: Vec<(usize, Vec<u8>)>,
}

/// Has a guest make attempts at a directory that `reply` makes up. Nothing in it can be opened, and what is removed is
/// removed only by word.
pub(crate) fn lists<S: Into<String>>(
    wasm: &[u8],
    test: &str,
    names: impl IntoIterator<Item = S>,
    mut reply: impl FnMut(Asked) -> Reply + Send + 'static,
) -> Listed {
    const NOTDIR: i32 = 54;
    let folder = TempDir::new(&format!("listing-{test}-{}", wasm.len()));
    fs::create_dir(folder.join("d")).unwrap();
    let removed = Shared::<Vec<(usize, Vec<u8>)>>::default();
    let all = removed.clone();
    let attempted = attempts(Run::new(wasm).dir(&folder, "."), names, |run, current| {
        let now = current.clone();
        run.fault("fd_readdir", move |call| answer(call, &current, &mut reply))
            .fault("path_open", |call| {
                let path = call.bytes(call.arg(2), call.arg(3))?;
                Ok::<_, OutOfBounds>(match path.as_slice() {
                    b"d" => Answer::Real,
                    _ => NOTDIR.into(),
                })
            })
            .fault("path_unlink_file", move |call| {
                let path = call.bytes(call.arg(1), call.arg(2))?;
                let attempt = now.attempt().unwrap_or_default();
                all.with(|all| all.push((attempt, path)));
                Ok::<_, OutOfBounds>(0)
            })
            .fault("path_remove_directory", |_| 0)
    });
    Listed {
        attempted,
        removed: removed.with(std::mem::take),
    }
}

fn answer(
    call: &mut Call<'_>,
    current: &Current,
    reply: &mut impl FnMut(Asked) -> Reply,
) -> Result<Answer, OutOfBounds> {
    let number = match current.ask() {
        Ok(number) => number,
        Err(end) => return Ok(end),
    };
    let lent = call.lent()?;
    let (buffer, out) = (lent.buffers[0], lent.outs[0]);
    let asked = Asked {
        attempt: current.attempt().unwrap_or_default(),
        cookie: call.args()[3],
        room: buffer.len as usize,
        call: number,
    };
    let (bytes, told) = match reply(asked) {
        Reply::Bytes(bytes) => (bytes, None),
        Reply::Told(bytes, told) => (bytes, Some(told)),
        Reply::Errno(errno) => return Ok(errno.into()),
    };
    let written = &bytes[..bytes.len().min(buffer.len as usize)];
    call.write(buffer.address, written)?;
    let used = told.unwrap_or(written.len());
    call.write_u32(out.address, u32::try_from(used).unwrap())?;
    Ok(Answer::Errno(0))
}

/// What the guest `lists` said of an attempt: the names, and the error behind them.
pub(crate) fn found(said: &str) -> (Vec<Vec<u8>>, Option<&str>) {
    let mut names = Vec::new();
    for word in said.split_whitespace() {
        if let Some(error) = word.strip_prefix("error:") {
            return (names, Some(error));
        }
        let digits = word.as_bytes().as_chunks::<2>().0;
        let byte = |pair: &[u8; 2]| {
            let text = std::str::from_utf8(pair).unwrap();
            u8::from_str_radix(text, 16).unwrap()
        };
        names.push(digits.iter().map(byte).collect());
    }
    (names, None)
}
