//! Bytes in memory: cursors, slices, vectors and queues of both crates.

use super::readers::{Op, with_ours, with_stds};
use arbtest::arbtest;
use std::collections::VecDeque;

#[test]
fn a_cursor_reads_and_seeks_as_stds() {
    arbtest(|u| {
        let bytes = super::bytes(u, 60)?;
        let ops = Op::list(u)?;
        let mut ours = crate::io::Cursor::new(&bytes[..]);
        let mut stds = std::io::Cursor::new(&bytes[..]);
        assert_eq!(
            with_ours(&mut ours, &ops),
            with_stds(&mut stds, &ops),
            "{ops:?}"
        );
        assert_eq!(ours.position(), stds.position());
        assert_eq!(format!("{ours:?}"), format!("{stds:?}"));
        let (mut one, mut two) = (String::from("before"), String::from("before"));
        let result = {
            use crate::io::Read as _;
            format!("{:?}", ours.read_to_string(&mut one))
        };
        let stds_result = {
            use std::io::Read as _;
            format!("{:?}", stds.read_to_string(&mut two))
        };
        assert_eq!(
            (result, one, ours.position()),
            (stds_result, two, stds.position())
        );
        Ok(())
    });
}

/// Writes at random positions of a cursor, and returns the results.
macro_rules! write_all_over {
    ($($io:ident)::+, $borrow:expr, $inner:expr, $writes:expr) => {{
        use $($io)::+::{Cursor, IoSlice, Write};
        let mut inner = $inner;
        let mut cursor = Cursor::new($borrow(&mut inner));
        let mut results = Vec::new();
        for (pos, how, bytes) in $writes {
            cursor.set_position(*pos);
            let (one, two) = bytes.split_at(bytes.len() / 2);
            let bufs = [IoSlice::new(one), IoSlice::new(two)];
            results.push(match how {
                0 => format!("{:?}", cursor.write(bytes)),
                1 => format!("{:?}", cursor.write_all(bytes)),
                _ => format!("{:?}", cursor.write_vectored(&bufs)),
            });
            results.push(format!("{cursor:?}"));
        }
        results
    }};
}

#[test]
fn a_cursor_writes_as_stds() {
    arbtest(|u| {
        let writes = (0..u.int_in_range(1..=6)?)
            .map(|_| {
                let pos = u.int_in_range(0_u64..=30)?;
                Ok((pos, u.int_in_range(0..=2)?, super::bytes(u, 12)?))
            })
            .collect::<arbtest::arbitrary::Result<Vec<_>>>()?;
        let bytes = super::bytes(u, 20)?;
        macro_rules! compare {
            ($borrow:expr, $inner:expr) => {
                assert_eq!(
                    write_all_over!(crate::io, $borrow, $inner, &writes),
                    write_all_over!(std::io, $borrow, $inner, &writes)
                );
            };
        }
        compare!(std::mem::take, bytes.clone());
        compare!(std::convert::identity, bytes.clone());
        compare!(Vec::as_mut_slice, bytes.clone());
        compare!(std::mem::take, bytes.clone().into_boxed_slice());
        compare!(|array: &mut [u8; 20]| *array, [7; 20]);
        Ok(())
    });
}

/// Reads from a reader that can't seek, and returns the results.
macro_rules! read_on {
    ($($io:ident)::+, $reader:expr, $ops:expr) => {{
        use $($io)::+::{BufRead, IoSliceMut, Read};
        let mut results = Vec::new();
        for op in $ops {
            results.push(match *op {
                Op::Read(len) => {
                    let mut buf = vec![0; len];
                    format!("{:?} {buf:?}", $reader.read(&mut buf))
                }
                Op::ReadVectored(one, two) => {
                    let (mut one, mut two) = (vec![0; one], vec![0; two]);
                    let result = $reader
                        .read_vectored(&mut [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)]);
                    format!("{result:?} {one:?} {two:?}")
                }
                Op::ReadExact(len) => {
                    let mut buf = vec![0; len];
                    format!("{:?}", $reader.read_exact(&mut buf).map(|()| buf))
                }
                Op::Fill(len) => {
                    let max = $reader.fill_buf().unwrap().len();
                    $reader.consume(len.min(max));
                    max.to_string()
                }
                Op::Until(byte) => {
                    let mut buf = b"before".to_vec();
                    format!("{:?} {buf:?}", $reader.read_until(byte, &mut buf))
                }
                Op::SkipUntil(byte) => format!("{:?}", $reader.skip_until(byte)),
                Op::Line => {
                    let mut line = String::new();
                    format!("{:?} {line:?}", $reader.read_line(&mut line))
                }
                Op::SeekEnd(_) => {
                    let mut text = String::from("before");
                    format!("{:?} {text:?}", $reader.read_to_string(&mut text))
                }
                Op::SeekStart(_) => {
                    let mut buf = b"before".to_vec();
                    format!("{:?} {buf:?}", $reader.read_to_end(&mut buf))
                }
                _ => String::new(),
            });
            results.push(format!("{:?}", $reader));
        }
        results
    }};
}

#[test]
fn slices_and_queues_read_as_stds() {
    arbtest(|u| {
        let bytes = super::bytes(u, 60)?;
        let ops = Op::list(u)?;
        let (mut ours, mut stds) = (&bytes[..], &bytes[..]);
        assert_eq!(
            read_on!(crate::io, ours, &ops),
            read_on!(std::io, stds, &ops),
            "{ops:?}"
        );
        // In two parts, as in a queue that has been in use.
        let mut queue: VecDeque<u8> = VecDeque::with_capacity(64);
        queue.extend([0; 40]);
        queue.drain(..40);
        queue.extend(&bytes);
        let (mut ours, mut stds) = (queue.clone(), queue);
        assert_eq!(
            read_on!(crate::io, ours, &ops),
            read_on!(std::io, stds, &ops),
            "{ops:?}"
        );
        Ok(())
    });
}

/// Writes one text after the other, and returns the results.
macro_rules! write_on {
    ($($io:ident)::+, $writer:expr, $writes:expr) => {{
        use $($io)::+::{IoSlice, Write};
        let mut results = Vec::new();
        for (how, bytes) in $writes {
            let (one, two) = bytes.split_at(bytes.len() / 2);
            let bufs = [IoSlice::new(one), IoSlice::new(two)];
            results.push(match how {
                0 => format!("{:?}", $writer.write(bytes)),
                1 => format!("{:?}", $writer.write_all(bytes)),
                2 => format!("{:?}", write!($writer, "{:?} {}", bytes, 1)),
                _ => format!("{:?}", $writer.write_vectored(&bufs)),
            });
            results.push(format!("{:?}", $writer));
        }
        results
    }};
}

#[test]
fn slices_vectors_and_queues_are_written_as_stds() {
    arbtest(|u| {
        let writes = (0..u.int_in_range(1..=6)?)
            .map(|_| Ok((u.int_in_range(0..=3)?, super::bytes(u, 12)?)))
            .collect::<arbtest::arbitrary::Result<Vec<_>>>()?;
        let bytes = super::bytes(u, 40)?;
        let (mut one, mut two) = (bytes.clone(), bytes.clone());
        {
            let (mut ours, mut stds) = (&mut one[..], &mut two[..]);
            assert_eq!(
                write_on!(crate::io, ours, &writes),
                write_on!(std::io, stds, &writes)
            );
        }
        assert_eq!(one, two);
        assert_eq!(
            write_on!(crate::io, one, &writes),
            write_on!(std::io, two, &writes)
        );
        let mut ours: VecDeque<u8> = bytes.iter().copied().collect();
        let mut stds = ours.clone();
        assert_eq!(
            write_on!(crate::io, ours, &writes),
            write_on!(std::io, stds, &writes)
        );
        Ok(())
    });
}

/// At such a position, `std` ends the program, because no memory reaches that far.
#[test]
fn a_position_without_memory_is_an_error() {
    use crate::io::{Cursor, ErrorKind, Write};
    let mut cursor = Cursor::new(Vec::new());
    cursor.set_position(u64::MAX - 1);
    let error = cursor.write(b"x").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfMemory);
    assert!(cursor.get_ref().is_empty());
}

/// `std` panics if more bytes are consumed than there are.
#[test]
fn consuming_too_much_consumes_all() {
    use crate::io::{BufRead, Cursor};
    let mut slice = &b"bytes"[..];
    slice.consume(6);
    assert!(slice.is_empty());
    let mut queue = VecDeque::from(*b"bytes");
    queue.consume(6);
    assert!(queue.is_empty());
    let mut cursor = Cursor::new(b"bytes");
    cursor.set_position(u64::MAX);
    cursor.consume(6);
    assert_eq!(cursor.fill_buf().unwrap(), b"");
}
