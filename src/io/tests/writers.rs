//! Writers with a buffer: the same operations on those of both crates.

use super::script::Script;
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;

/// An operation with a writer.
#[derive(Clone, Debug)]
enum Op {
    Write(Vec<u8>),
    WriteAll(Vec<u8>),
    WriteVectored(Vec<u8>, Vec<u8>, Vec<u8>),
    WriteFmt(Vec<u8>),
    Flush,
}

impl Op {
    fn list(u: &mut Unstructured<'_>) -> Result<Vec<Self>> {
        (0..u.int_in_range(1..=12)?)
            .map(|_| {
                Ok(match u.int_in_range(0..=9)? {
                    0..=2 => Self::Write(super::bytes(u, 20)?),
                    3..=5 => Self::WriteAll(super::bytes(u, 20)?),
                    6 | 7 => Self::WriteVectored(
                        super::bytes(u, 6)?,
                        super::bytes(u, 6)?,
                        super::bytes(u, 6)?,
                    ),
                    8 => Self::WriteFmt(super::bytes(u, 6)?),
                    _ => Self::Flush,
                })
            })
            .collect()
    }
}

/// Does operations with a writer of one crate, and returns their results.
macro_rules! run {
    ($($io:ident)::+, $writer:expr, $ops:expr, $buffer:expr) => {{
        use $($io)::+::{IoSlice, Write};
        let mut results = Vec::new();
        for op in $ops {
            results.push(match op {
                Op::Write(bytes) => format!("{:?}", $writer.write(bytes)),
                Op::WriteAll(bytes) => format!("{:?}", $writer.write_all(bytes)),
                Op::WriteVectored(one, two, three) => format!(
                    "{:?}",
                    $writer.write_vectored(&[one, two, three].map(|bytes| IoSlice::new(bytes)))
                ),
                Op::WriteFmt(bytes) => format!("{:?}", write!($writer, "<{bytes:?}>\n")),
                Op::Flush => format!("{:?}", $writer.flush()),
            });
            results.push($buffer(&mut $writer));
        }
        results
    }};
}

#[test]
fn a_buffered_writer_is_as_stds() {
    arbtest(|u| {
        let script = Script::arbitrary(u, true)?;
        let capacity = u.int_in_range(0..=16)?;
        let ops = Op::list(u)?;
        let mut ours = crate::io::BufWriter::with_capacity(capacity, script.clone());
        let mut stds = std::io::BufWriter::with_capacity(capacity, script);
        let ours_results = run!(
            crate::io,
            ours,
            &ops,
            |writer: &mut crate::io::BufWriter<_>| { format!("{writer:?}") }
        );
        let stds_results = run!(std::io, stds, &ops, |writer: &mut std::io::BufWriter<_>| {
            format!("{writer:?}")
        });
        assert_eq!(ours_results, stds_results, "{ops:?}");
        assert_eq!(
            (ours.buffer(), ours.capacity()),
            (stds.buffer(), stds.capacity())
        );
        match u.int_in_range(0..=2)? {
            0 => {
                let ((ours, our_buf), (stds, std_buf)) = (ours.into_parts(), stds.into_parts());
                assert_eq!((ours.log, our_buf.unwrap()), (stds.log, std_buf.unwrap()));
            }
            1 => match (ours.into_inner(), stds.into_inner()) {
                (Ok(ours), Ok(stds)) => assert_eq!(ours.bytes, stds.bytes),
                (Err(ours), Err(stds)) => {
                    assert_eq!(format!("{ours:?} {ours}"), format!("{stds:?} {stds}"));
                    assert_eq!(ours.into_inner().buffer(), stds.into_inner().buffer());
                }
                (ours, stds) => panic!("{ours:?} {stds:?}"),
            },
            _ => {
                use crate::io::Seek as _;
                use std::io::Seek as _;
                assert_eq!(
                    format!("{:?}", ours.rewind()),
                    format!("{:?}", stds.rewind())
                );
            }
        }
        Ok(())
    });
}

#[test]
fn a_line_writer_is_as_stds() {
    arbtest(|u| {
        let script = Script::arbitrary(u, true)?;
        let capacity = u.int_in_range(0..=16)?;
        let ops = Op::list(u)?;
        let mut ours = crate::io::LineWriter::with_capacity(capacity, script.clone());
        let mut stds = std::io::LineWriter::with_capacity(capacity, script);
        let ours_results = run!(
            crate::io,
            ours,
            &ops,
            |writer: &mut crate::io::LineWriter<_>| { format!("{writer:?}") }
        );
        let stds_results = run!(std::io, stds, &ops, |writer: &mut std::io::LineWriter<
            _,
        >| { format!("{writer:?}") });
        assert_eq!(ours_results, stds_results, "{ops:?}");
        match (ours.into_inner(), stds.into_inner()) {
            (Ok(ours), Ok(stds)) => assert_eq!((ours.bytes, ours.log), (stds.bytes, stds.log)),
            (Err(ours), Err(stds)) => assert_eq!(format!("{ours:?}"), format!("{stds:?}")),
            (ours, stds) => panic!("{ours:?} {stds:?}"),
        }
        Ok(())
    });
}

/// A buffered writer over a vectored writer accepted one slice a call. So a program had other
/// counts than with `std`, and the host more calls.
#[test]
fn slices_are_accepted_together_as_by_std() {
    arbtest(|u| {
        let ops = Op::list(u)?;
        let capacity = u.int_in_range(0..=16)?;
        // One writer accepts all, and the other what fits.
        let mut ours = crate::io::BufWriter::with_capacity(capacity, Vec::new());
        let mut stds = std::io::BufWriter::with_capacity(capacity, Vec::new());
        assert_eq!(
            run!(
                crate::io,
                ours,
                &ops,
                |writer: &mut crate::io::BufWriter<_>| { format!("{writer:?}") }
            ),
            run!(std::io, stds, &ops, |writer: &mut std::io::BufWriter<_>| {
                format!("{writer:?}")
            }),
            "{ops:?}"
        );
        let (mut our_space, mut std_space) = ([0; 40], [0; 40]);
        let mut ours = crate::io::LineWriter::with_capacity(capacity, &mut our_space[..]);
        let mut stds = std::io::LineWriter::with_capacity(capacity, &mut std_space[..]);
        assert_eq!(
            run!(
                crate::io,
                ours,
                &ops,
                |writer: &mut crate::io::LineWriter<_>| { format!("{writer:?}") }
            ),
            run!(std::io, stds, &ops, |writer: &mut std::io::LineWriter<
                _,
            >| {
                format!("{writer:?}")
            }),
            "{ops:?}"
        );
        Ok(())
    });
}

/// With lines and the start of another one in several slices, only the start is buffered.
#[test]
fn lines_in_slices_are_written_together() {
    use crate::io::{IoSlice, LineWriter, Write};
    let mut writer = LineWriter::new(Vec::new());
    let slices = [
        &b"a line"[..],
        b"",
        b"\nand another\n",
        b"the start",
        b" of a third",
    ];
    let count = writer.write_vectored(&slices.map(IoSlice::new)).unwrap();
    assert_eq!(count, slices.concat().len());
    assert_eq!(writer.get_ref(), b"a line\nand another\n");
    writer.write_all(b"\n").unwrap();
    assert_eq!(
        writer.get_ref(),
        b"a line\nand another\nthe start of a third\n"
    );
}

/// `copy` always read into 64 KiB of the stack, so each byte was copied once more than with `std`.
#[test]
fn a_copy_uses_an_existing_buffer() {
    /// A stream that records the size of the largest buffer, and has short counts.
    #[derive(Default)]
    struct Observer {
        max: usize,
        left: usize,
    }
    macro_rules! observe {
        ($($io:ident)::+) => {{
            use $($io)::+::{BufReader, BufWriter, Read, Result, Write, copy, repeat};
            impl Read for Observer {
                fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                    self.max = self.max.max(buf.len());
                    let count = self.left.min(buf.len()).min(1337);
                    self.left -= count;
                    Ok(count)
                }
            }
            impl Write for Observer {
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    self.max = self.max.max(buf.len());
                    Ok(buf.len())
                }
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
            let mut seen = Vec::new();
            for capacity in [8192, 16_384, 71 * 1024] {
                let mut reader = BufReader::with_capacity(capacity, repeat(7).take(300_000));
                let mut writer = Observer::default();
                seen.push(copy(&mut reader, &mut writer).unwrap());
                seen.push(writer.max as u64);
                let mut reader = Observer { max: 0, left: 100_000 };
                let mut writer = BufWriter::with_capacity(capacity, Vec::new());
                seen.push(copy(&mut reader, &mut writer).unwrap());
                seen.push(reader.max as u64);
                seen.push(writer.into_inner().unwrap().len() as u64);
            }
            let mut writer = Observer::default();
            seen.push(copy(&mut &[7; 200_000][..], &mut writer).unwrap());
            seen.push(writer.max as u64);
            seen
        }};
    }
    assert_eq!(observe!(crate::io), observe!(std::io));
}

/// With some sizes of the buffers, a byte could be lost or repeated.
#[test]
fn a_copy_between_buffers_loses_nothing() {
    use crate::io::{BufReader, BufWriter, Write, copy};
    arbtest(|u| {
        let source = Script::arbitrary(u, false)?;
        let mut bytes = source.bytes.clone();
        let capacities = [0, 8, 8191, 8192, 9000];
        let mut reader = BufReader::with_capacity(*u.choose(&capacities)?, source);
        let mut writer = BufWriter::with_capacity(*u.choose(&capacities)?, Vec::new());
        let before = u.int_in_range(0..=9000)?;
        writer.write_all(&vec![b'x'; before]).unwrap();
        let copied = if u.arbitrary()? {
            copy(&mut reader, &mut writer)
        } else {
            copy(&mut reader.into_inner(), &mut writer)
        };
        assert_eq!(copied.unwrap(), bytes.len() as u64);
        bytes.splice(0..0, vec![b'x'; before]);
        assert_eq!(writer.into_inner().unwrap(), bytes);
        Ok(())
    });
}

/// The drop could write the buffered bytes twice, or panic because of an error.
#[test]
fn a_dropped_buffer_is_written_once() {
    arbtest(|u| {
        let mut ours = Script::arbitrary(u, true)?;
        let mut stds = ours.clone();
        let bytes = super::bytes(u, 20)?;
        let result = {
            use crate::io::Write as _;
            let mut writer = crate::io::BufWriter::new(&mut ours);
            format!("{:?}", writer.write(&bytes))
        };
        let stds_result = {
            use std::io::Write as _;
            let mut writer = std::io::BufWriter::new(&mut stds);
            format!("{:?}", writer.write(&bytes))
        };
        assert_eq!(
            (result, ours.log, ours.bytes),
            (stds_result, stds.log, stds.bytes)
        );
        Ok(())
    });
}

/// After a panic that unwinds, bytes that the writer had accepted were written again.
#[test]
fn a_writer_that_panicked_is_not_written_to_again() {
    use crate::io::{BufWriter, Result, Write};

    #[derive(Debug)]
    struct Panics(u32);

    impl Write for Panics {
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            self.0 += 1;
            assert!(self.0 > 1, "the first time");
            Ok(0)
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    let mut writer = BufWriter::new(Panics(0));
    writer.write_all(b"bytes").unwrap();
    let mut writer = std::panic::AssertUnwindSafe(writer);
    assert!(
        std::panic::catch_unwind(move || {
            let flushed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| writer.flush()));
            assert!(flushed.is_err());
            let (inner, buf) = writer.0.into_parts();
            let panicked = buf.unwrap_err();
            assert_eq!(inner.0, 1);
            assert_eq!(
                format!("{panicked:?}"),
                r#"WriterPanicked { buffer: 5/8192 }"#
            );
            assert_eq!(
                panicked.to_string(),
                "BufWriter inner writer panicked, what data remains unwritten is not known"
            );
            assert_eq!(panicked.into_inner(), b"bytes");
        })
        .is_ok()
    );
}
