//! [`Output`]: the captured output of a run.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A stream of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// The number of bytes that are kept from the beginning of an output.
const HEAD: usize = 4 << 20;
/// The number of bytes that are kept from the end of an output.
const TAIL: usize = 1 << 20;

/// The output of a run on both streams, in the order in which the guest wrote it.
///
/// Of more than 5 MiB, the middle is left out: a guest that prints in an endless loop must not fill
/// the memory of the host.
#[derive(Clone, Debug, Default)]
pub struct Output(Arc<Mutex<Captured>>);

#[derive(Debug, Default)]
struct Captured {
    bytes: Vec<u8>,
    /// The number of bytes that were left out after [`HEAD`].
    left_out: usize,
    /// Whether the output is written to the streams of this process instead, and up to which text.
    echo: Option<Vec<u8>>,
}

impl Output {
    /// Returns an output that is written to the streams of this process, up to the text `end`. The
    /// rest is captured.
    #[must_use]
    pub fn with_echo(end: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(Captured {
            echo: Some(end),
            ..Captured::default()
        })))
    }

    /// Takes the bytes that were written and not echoed.
    #[must_use]
    pub fn take(&self) -> Vec<u8> {
        let mut captured = self.lock();
        let mut bytes = std::mem::take(&mut captured.bytes);
        let left_out = std::mem::take(&mut captured.left_out);
        if left_out > 0 {
            let note = format!("\n[{left_out} bytes of output are left out here]\n");
            bytes.splice(HEAD..HEAD, note.into_bytes());
        }
        bytes
    }

    /// Whether the guest has written a text.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        let captured = self.lock();
        let mut windows = captured.bytes.windows(text.len());
        windows.any(|window| window == text.as_bytes())
    }

    fn lock(&self) -> MutexGuard<'_, Captured> {
        // A panic in another thread leaves the bytes as they are.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a writer for a stream.
    #[must_use]
    pub fn writer(&self, stream: Stream) -> impl Write + Send + Sync + use<> {
        Writer {
            output: self.clone(),
            stream,
        }
    }
}

impl Captured {
    /// Writes captured bytes to a stream of this process, except those that may begin the end.
    fn echo(&mut self, stream: Stream) -> io::Result<()> {
        let Some(end) = &self.echo else {
            return Ok(());
        };
        let found = match end.is_empty() {
            true => None,
            false => (self.bytes.windows(end.len())).position(|window| window == end),
        };
        let len = found.unwrap_or_else(|| {
            let begins = |from: &usize| end.starts_with(&self.bytes[*from..]);
            let first = self.bytes.len().saturating_sub(end.len());
            (first..self.bytes.len())
                .find(begins)
                .unwrap_or(self.bytes.len())
        });
        if found.is_some() {
            self.echo = None;
        }
        let echoed: Vec<u8> = self.bytes.drain(..len).collect();
        match stream {
            Stream::Stdout => io::stdout().write_all(&echoed),
            Stream::Stderr => io::stderr().write_all(&echoed),
        }
    }
}

struct Writer {
    output: Output,
    stream: Stream,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut captured = self.output.lock();
        captured.bytes.extend_from_slice(bytes);
        captured.echo(self.stream)?;
        if captured.bytes.len() > HEAD + 2 * TAIL {
            let end = captured.bytes.len() - TAIL;
            captured.bytes.drain(HEAD..end);
            captured.left_out += end - HEAD;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.stream {
            Stream::Stdout => io::stdout().flush(),
            Stream::Stderr => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes after the first byte of the end were lost, wherever the guest wrote that byte.
    #[test]
    fn an_echo_ends_at_the_whole_end() {
        let output = Output::with_echo(b"<end>".to_vec());
        let mut writer = output.writer(Stream::Stdout);
        for part in ["", "a<e", "n", "x<en", "d>rest"] {
            writer.write_all(part.as_bytes()).unwrap();
        }
        assert_eq!(output.take(), b"<end>rest");
        let output = Output::with_echo(Vec::new());
        output.writer(Stream::Stdout).write_all(b"all\n").unwrap();
        assert_eq!(output.take(), b"");
    }

    #[test]
    fn the_middle_of_a_long_output_is_left_out() {
        let output = Output::default();
        let mut writer = output.writer(Stream::Stdout);
        writer.write_all(b"first").unwrap();
        for _ in 0..HEAD / 1000 + 4 * TAIL / 1000 {
            writer.write_all(&[b'.'; 1000]).unwrap();
        }
        writer.write_all(b"last").unwrap();
        let bytes = output.take();
        assert!(bytes.len() < HEAD + 2 * TAIL + 1000);
        assert!(bytes.starts_with(b"first.") && bytes.ends_with(b".last"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("bytes of output are left out here"));
    }
}
