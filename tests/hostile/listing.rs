//! Directory listings: how `fd_readdir` encodes entries, and how the guest reports their names.

use std::fs;

use nanowasi_test_host::{Call, OutOfBounds, Response, Run};

use crate::attempts::{AttemptResults, CurrentAttempt, Shared, run_attempts};
use crate::common::TempDir;

/// The number of bytes before an entry's name.
pub(crate) const HEADER_LEN: usize = 24;

const REGULAR_FILE: u8 = 4;

/// An entry of a listing.
#[derive(Clone)]
pub(crate) struct Entry {
    pub name: Vec<u8>,
    pub next: u64,
    /// The length of the name that the entry claims.
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

    /// Makes entries whose cookies are 1, 2, 3, …
    pub(crate) fn all<N: AsRef<[u8]>>(names: impl IntoIterator<Item = N>) -> Vec<Self> {
        let numbered = names.into_iter().zip(1..);
        numbered.map(|(name, next)| Self::new(name, next)).collect()
    }
}

/// Encodes entries as a host does.
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

/// Encodes the entries from a cookie on, which is an index.
pub(crate) fn from_cookie(entries: &[Entry], cookie: u64) -> Vec<u8> {
    let start = usize::try_from(cookie).map_or(entries.len(), |at| at.min(entries.len()));
    bytes(&entries[start..])
}

/// What a host returns from `fd_readdir`.
pub(crate) enum Reply {
    /// These bytes, truncated to the buffer, and their number.
    Bytes(Vec<u8>),
    /// These bytes, truncated to the buffer, and another number.
    Counted(Vec<u8>, usize),
    Errno(i32),
}

/// A call of `fd_readdir`: the index of the attempt, the cookie, the buffer's length, and the
/// number of the call within the attempt, from 1.
pub(crate) struct Request {
    pub attempt: usize,
    pub cookie: u64,
    pub buffer_len: usize,
    pub call: usize,
}

/// The results of attempts at a directory, and the names that each attempt removed.
pub(crate) struct Listed {
    pub attempted: AttemptResults,
    pub removed: Vec<(usize, Vec<u8>)>,
}

/// Runs a guest that lists or removes a directory whose entries `reply` supplies. Entries cannot be
/// opened, and removing one has no effect.
pub(crate) fn list_directory<S: Into<String>>(
    wasm: &[u8],
    test: &str,
    names: impl IntoIterator<Item = S>,
    mut reply: impl FnMut(Request) -> Reply + Send + 'static,
) -> Listed {
    const NOTDIR: i32 = 54;
    let folder = TempDir::new(&format!("listing-{test}-{}", wasm.len()));
    fs::create_dir(folder.join("d")).unwrap();
    let removed = Shared::<Vec<(usize, Vec<u8>)>>::default();
    let all = removed.clone();
    let attempted = run_attempts(Run::new(wasm).dir(&folder, "."), names, |run, current| {
        let now = current.clone();
        run.fault("fd_readdir", move |call| {
            respond(call, &current, &mut reply)
        })
        .fault("path_open", |call| {
            let path = call.bytes(call.arg(2), call.arg(3))?;
            Ok::<_, OutOfBounds>(match path.as_slice() {
                b"d" => Response::Real,
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

fn respond(
    call: &mut Call<'_>,
    current: &CurrentAttempt,
    reply: &mut impl FnMut(Request) -> Reply,
) -> Result<Response, OutOfBounds> {
    let number = match current.count_call() {
        Ok(number) => number,
        Err(end) => return Ok(end),
    };
    let out_pointers = call.out_pointers()?;
    let (buffer, out) = (out_pointers.buffers[0], out_pointers.outs[0]);
    let request = Request {
        attempt: current.attempt().unwrap_or_default(),
        cookie: call.args()[3],
        buffer_len: buffer.len as usize,
        call: number,
    };
    let (bytes, count) = match reply(request) {
        Reply::Bytes(bytes) => (bytes, None),
        Reply::Counted(bytes, count) => (bytes, Some(count)),
        Reply::Errno(errno) => return Ok(errno.into()),
    };
    let written = &bytes[..bytes.len().min(buffer.len as usize)];
    call.write(buffer.address, written)?;
    let used = count.unwrap_or(written.len());
    call.write_u32(out.address, u32::try_from(used).unwrap())?;
    Ok(Response::Errno(0))
}

/// Parses a report of the guest `listings`: the names, and the error that follows them.
pub(crate) fn parse_names(report: &str) -> (Vec<Vec<u8>>, Option<&str>) {
    let mut names = Vec::new();
    for part in report.split_whitespace() {
        if let Some(error) = part.strip_prefix("error:") {
            return (names, Some(error));
        }
        let digits = part.as_bytes().as_chunks::<2>().0;
        let byte = |pair: &[u8; 2]| {
            let text = std::str::from_utf8(pair).unwrap();
            u8::from_str_radix(text, 16).unwrap()
        };
        names.push(digits.iter().map(byte).collect());
    }
    (names, None)
}
