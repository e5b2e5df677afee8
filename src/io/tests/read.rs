//! The default methods of `Read`.

use crate::io::{ErrorKind, Read, Result};

/// A reader of one byte a call that is interrupted before each.
struct Slow<'a>(&'a [u8], bool);

impl Read for Slow<'_> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(ErrorKind::Interrupted.into());
        }
        let one = buf.len().min(1);
        self.0.read(&mut buf[..one])
    }
}

#[test]
fn read_to_end_continues_after_short_reads_and_interruptions() {
    let mut bytes = b"before ".to_vec();
    let count = Slow(b"and after", false).read_to_end(&mut bytes).unwrap();
    assert_eq!((count, &bytes[..]), (9, &b"before and after"[..]));
}

#[test]
fn read_exact_fills_the_buffer_or_reports_the_end() {
    let mut buf = [0; 4];
    Slow(b"four", false).read_exact(&mut buf).unwrap();
    assert_eq!(&buf, b"four");
    let error = Slow(b"tri", false).read_exact(&mut buf).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
}

/// With a count that is greater than the buffer, bytes that were never read were appended.
#[test]
fn a_count_greater_than_the_buffer_is_an_error() {
    struct Liar(bool);
    impl Read for Liar {
        fn read(&mut self, _: &mut [u8]) -> Result<usize> {
            self.0 = !self.0;
            Ok(if self.0 { usize::MAX } else { 0 })
        }
    }
    let mut bytes = b"before".to_vec();
    let error = Liar(false).read_to_end(&mut bytes).unwrap_err();
    assert_eq!((error.name(), &bytes[..]), ("IO", &b"before"[..]));
    let error = Liar(false).read_exact(&mut [0; 4]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
}

/// With a host that always returns `INTR`, the loop never ended.
#[test]
fn interruptions_are_retried_a_limited_number_of_times() {
    struct Never;
    impl Read for Never {
        fn read(&mut self, _: &mut [u8]) -> Result<usize> {
            Err(ErrorKind::Interrupted.into())
        }
    }
    let error = Never.read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    let error = Never.read_exact(&mut [0]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
}

#[test]
fn bytes_that_are_not_utf8_leave_the_string_unchanged() {
    let mut text = String::from("before");
    let error = (&b"\xff"[..]).read_to_string(&mut text).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    assert_eq!(text, "before");
    assert_eq!((&b" after"[..]).read_to_string(&mut text).unwrap(), 6);
    assert_eq!(text, "before after");
}
