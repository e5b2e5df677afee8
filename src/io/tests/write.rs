//! The default methods of `Write`.

use core::fmt;

use crate::io::{ErrorKind, Result, Write};

/// A writer that returns scripted results, last first, and records the bytes that it accepted.
struct Scripted {
    results: Vec<Result<usize>>,
    written: Vec<u8>,
}

impl Write for Scripted {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let result = self.results.pop().unwrap_or(Ok(buf.len()));
        if let Ok(count) = result {
            self.written
                .extend_from_slice(buf.get(..count).unwrap_or(buf));
        }
        result
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// After a short write or an interruption, a byte could be lost or repeated.
#[test]
fn write_all_continues_after_short_writes_and_interruptions() {
    let mut writer = Scripted {
        results: vec![Ok(2), Err(ErrorKind::Interrupted.into()), Ok(1)],
        written: Vec::new(),
    };
    writer.write_all(b"twelve bytes").unwrap();
    assert_eq!(writer.written, b"twelve bytes");
}

/// A count greater than the buffer was used as an index, and panicked.
#[test]
fn write_all_returns_an_error_for_a_count_of_zero_or_too_many() {
    for count in [0, 13, usize::MAX] {
        let mut writer = Scripted {
            results: vec![Ok(count)],
            written: Vec::new(),
        };
        let error = writer.write_all(b"twelve bytes").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WriteZero);
    }
}

/// With a host that always returns `INTR`, the loop never ended.
#[test]
fn write_all_retries_interruptions_a_limited_number_of_times() {
    struct Never;
    impl Write for Never {
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            Err(ErrorKind::Interrupted.into())
        }
        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }
    let error = Never.write_all(b"x").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
}

#[test]
fn a_formatting_error_is_the_writers_or_has_its_own_message() {
    struct Faulty;
    impl fmt::Display for Faulty {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }
    }
    let mut writer = Vec::new();
    let error = write!(writer, "{Faulty}").unwrap_err();
    assert_eq!(error.to_string(), "formatter error");
    let mut writer = Scripted {
        results: vec![Err(ErrorKind::StorageFull.into())],
        written: Vec::new(),
    };
    let error = write!(writer, "{}", 1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
}

/// A later write that succeeded replaced the first one's error by "formatter error".
#[test]
fn an_error_is_kept_if_a_display_continues_after_it() {
    let text = fmt::from_fn(|f| {
        let first = f.write_str("refused");
        f.write_str("accepted").and(first)
    });
    let mut writer = Scripted {
        results: vec![Err(ErrorKind::StorageFull.into())],
        written: Vec::new(),
    };
    let error = write!(writer, "{text}").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
}
