//! Readers: the same operations on those of both crates.

use super::script::Script;
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;

/// An operation with a reader.
#[derive(Clone, Debug)]
pub(super) enum Op {
    Read(usize),
    ReadVectored(usize, usize),
    ReadExact(usize),
    Bytes(usize),
    Fill(usize),
    Until(u8),
    SkipUntil(u8),
    Line,
    SeekStart(u64),
    SeekEnd(i64),
    SeekCurrent(i64),
    SeekRelative(i64),
    Position,
    Rewind,
}

impl Op {
    pub(super) fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        // Mostly small, sometimes past everything.
        let offset = match u.int_in_range(0..=9)? {
            0 => i64::MIN,
            1 => i64::MAX,
            2 => u.arbitrary()?,
            _ => u.int_in_range(-30..=30)?,
        };
        Ok(match u.int_in_range(0..=13)? {
            0 => Self::Read(u.int_in_range(0..=20)?),
            1 => Self::ReadVectored(u.int_in_range(0..=9)?, u.int_in_range(0..=9)?),
            2 => Self::ReadExact(u.int_in_range(0..=20)?),
            3 => Self::Bytes(u.int_in_range(0..=5)?),
            4 => Self::Fill(u.int_in_range(0..=8)?),
            5 => Self::Until(*u.choose(b"ab\n\xFF")?),
            6 => Self::SkipUntil(*u.choose(b"ab\n\xFF")?),
            7 => Self::Line,
            8 => Self::SeekStart(u.int_in_range(0..=90)?),
            9 => Self::SeekEnd(offset),
            10 => Self::SeekCurrent(offset),
            11 => Self::SeekRelative(offset),
            12 => Self::Position,
            _ => Self::Rewind,
        })
    }

    pub(super) fn list(u: &mut Unstructured<'_>) -> Result<Vec<Self>> {
        (0..u.int_in_range(1..=12)?)
            .map(|_| Self::arbitrary(u))
            .collect()
    }
}

/// Declares a function that does operations with a reader of one crate, and returns their results.
macro_rules! run_operations {
    ($name:ident, $($io:ident)::+) => {
        pub(super) fn $name<R>(reader: &mut R, ops: &[Op]) -> Vec<String>
        where
            R: $($io)::+::BufRead + $($io)::+::Seek,
        {
            use $($io)::+::{IoSliceMut, Read, SeekFrom};
            let mut results = Vec::new();
            for op in ops {
                results.push(match *op {
                    Op::Read(len) => {
                        let mut buf = vec![0; len];
                        format!("{:?} {buf:?}", reader.read(&mut buf))
                    }
                    Op::ReadVectored(one, two) => {
                        let (mut one, mut two) = (vec![0; one], vec![0; two]);
                        let mut bufs = [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)];
                        let result = reader.read_vectored(&mut bufs);
                        format!("{result:?} {one:?} {two:?}")
                    }
                    Op::ReadExact(len) => {
                        let mut buf = vec![0; len];
                        match reader.read_exact(&mut buf) {
                            Ok(()) => format!("{buf:?}"),
                            // The contents of the buffer are unspecified then.
                            error => format!("{error:?}"),
                        }
                    }
                    Op::Bytes(len) => {
                        format!("{:?}", Read::by_ref(reader).bytes().take(len).collect::<Vec<_>>())
                    }
                    Op::Fill(len) => {
                        let result = format!("{:?}", reader.fill_buf());
                        let max = reader.fill_buf().map_or(0, <[u8]>::len);
                        reader.consume(len.min(max));
                        result
                    }
                    Op::Until(byte) => {
                        let mut buf = b"before".to_vec();
                        format!("{:?} {buf:?}", reader.read_until(byte, &mut buf))
                    }
                    Op::SkipUntil(byte) => format!("{:?}", reader.skip_until(byte)),
                    Op::Line => {
                        let mut line = String::from("before");
                        format!("{:?} {line:?}", reader.read_line(&mut line))
                    }
                    Op::SeekStart(at) => format!("{:?}", reader.seek(SeekFrom::Start(at))),
                    Op::SeekEnd(by) => format!("{:?}", reader.seek(SeekFrom::End(by))),
                    Op::SeekCurrent(by) => format!("{:?}", reader.seek(SeekFrom::Current(by))),
                    Op::SeekRelative(by) => format!("{:?}", reader.seek_relative(by)),
                    Op::Position => format!("{:?}", reader.stream_position()),
                    Op::Rewind => format!("{:?}", reader.rewind()),
                });
            }
            results
        }
    };
}

run_operations!(with_ours, crate::io);
run_operations!(with_stds, std::io);

/// Gives a `Chain` a `Seek` that always fails.
macro_rules! no_seek {
    ($name:ident, $($io:ident)::+) => {
        struct $name<R>(R);

        impl<R: $($io)::+::Read> $($io)::+::Read for $name<R> {
            fn read(&mut self, buf: &mut [u8]) -> $($io)::+::Result<usize> {
                self.0.read(buf)
            }

            fn read_vectored(
                &mut self,
                bufs: &mut [$($io)::+::IoSliceMut<'_>],
            ) -> $($io)::+::Result<usize> {
                self.0.read_vectored(bufs)
            }
        }

        impl<R: $($io)::+::BufRead> $($io)::+::BufRead for $name<R> {
            fn fill_buf(&mut self) -> $($io)::+::Result<&[u8]> {
                self.0.fill_buf()
            }

            fn consume(&mut self, amount: usize) {
                self.0.consume(amount);
            }

            fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> $($io)::+::Result<usize> {
                self.0.read_until(byte, buf)
            }
        }

        impl<R> $($io)::+::Seek for $name<R> {
            fn seek(&mut self, _: $($io)::+::SeekFrom) -> $($io)::+::Result<u64> {
                Err($($io)::+::ErrorKind::NotSeekable.into())
            }
        }
    };
}

no_seek!(OurNoSeek, crate::io);
no_seek!(StdNoSeek, std::io);

#[test]
fn a_buffered_reader_is_as_stds() {
    arbtest(|u| {
        let script = Script::arbitrary(u, true)?;
        let capacity = u.int_in_range(0..=16)?;
        let ops = Op::list(u)?;
        let mut ours = crate::io::BufReader::with_capacity(capacity, script.clone());
        let mut stds = std::io::BufReader::with_capacity(capacity, script);
        assert_eq!(
            with_ours(&mut ours, &ops),
            with_stds(&mut stds, &ops),
            "{ops:?}"
        );
        assert_eq!(ours.buffer(), stds.buffer());
        assert_eq!(ours.capacity(), stds.capacity());
        assert_eq!(format!("{ours:?}"), format!("{stds:?}"));
        assert_eq!(ours.into_inner().log, stds.into_inner().log, "{ops:?}");
        Ok(())
    });
}

#[test]
fn a_limited_reader_is_as_stds() {
    arbtest(|u| {
        let script = Script::arbitrary(u, true)?;
        let limit = match u.int_in_range(0..=4)? {
            0 => u.arbitrary()?,
            _ => u.int_in_range(0..=90)?,
        };
        let ops = Op::list(u)?;
        let ours = crate::io::BufReader::with_capacity(7, script.clone());
        let stds = std::io::BufReader::with_capacity(7, script);
        let mut ours = crate::io::Read::take(ours, limit);
        let mut stds = std::io::Read::take(stds, limit);
        assert_eq!(
            with_ours(&mut ours, &ops),
            with_stds(&mut stds, &ops),
            "{ops:?}"
        );
        assert_eq!(ours.limit(), stds.limit());
        assert_eq!(ours.get_ref().buffer(), stds.get_ref().buffer());
        let limit = u.int_in_range(0..=20)?;
        ours.set_limit(limit);
        stds.set_limit(limit);
        assert_eq!(
            with_ours(&mut ours, &ops),
            with_stds(&mut stds, &ops),
            "{ops:?}"
        );
        assert_eq!(
            ours.into_inner().into_inner().log,
            stds.into_inner().into_inner().log
        );
        Ok(())
    });
}

#[test]
fn a_chain_of_readers_is_as_stds() {
    arbtest(|u| {
        let (one, two) = (Script::arbitrary(u, true)?, Script::arbitrary(u, true)?);
        let ops = Op::list(u)?;
        let ours = crate::io::Read::chain(
            crate::io::BufReader::with_capacity(5, one.clone()),
            crate::io::BufReader::with_capacity(7, two.clone()),
        );
        let stds = std::io::Read::chain(
            std::io::BufReader::with_capacity(5, one),
            std::io::BufReader::with_capacity(7, two),
        );
        let (mut ours, mut stds) = (OurNoSeek(ours), StdNoSeek(stds));
        assert_eq!(
            with_ours(&mut ours, &ops),
            with_stds(&mut stds, &ops),
            "{ops:?}"
        );
        let (ours, stds) = (ours.0.into_inner(), stds.0.into_inner());
        assert_eq!(ours.0.into_inner().log, stds.0.into_inner().log, "{ops:?}");
        assert_eq!(ours.1.into_inner().log, stds.1.into_inner().log, "{ops:?}");
        Ok(())
    });
}

/// The crates read with different sizes, so only the results are compared, and there are no errors.
#[test]
fn reading_to_the_end_has_the_same_result() {
    macro_rules! run {
        ($($io:ident)::+, $script:expr, $start_capacity:expr, $capacity:expr, $text:expr) => {{
            use $($io)::+::{BufRead, BufReader, Read};
            let mut results = Vec::new();
            let mut buf = Vec::with_capacity($start_capacity);
            buf.extend_from_slice(b"before");
            results.push(format!("{:?} {buf:?}", $script.clone().read_to_end(&mut buf)));
            let mut reader = BufReader::with_capacity($capacity, $script.clone());
            results.push(format!("{:?}", reader.skip_until(b'a').is_err()));
            let mut buf = Vec::new();
            results.push(format!("{:?} {buf:?}", reader.read_to_end(&mut buf)));
            let mut text = String::from($text);
            results.push(format!("{:?} {text:?}", $script.clone().read_to_string(&mut text)));
            results.push(format!("{:?}", $($io)::+::read_to_string($script.clone())));
            let mut chain = $script.clone().chain(&b"tail"[..]);
            results.push(format!("{:?} {text:?}", chain.read_to_string(&mut text)));
            let mut reader = BufReader::with_capacity($capacity, $script.clone());
            results.push(format!("{:?}", reader.by_ref().lines().collect::<Vec<_>>()));
            let reader = BufReader::with_capacity($capacity, $script.clone());
            results.push(format!("{:?}", reader.split(b'b').collect::<Vec<_>>()));
            let mut to = b"before".to_vec();
            results.push(format!("{:?} {to:?}", $($io)::+::copy(&mut $script.clone(), &mut to)));
            results
        }};
    }
    arbtest(|u| {
        let script = Script::arbitrary(u, false)?;
        let start_capacity = u.int_in_range(0..=100)?;
        let capacity = u.int_in_range(1..=16)?;
        let text = *u.choose(&["", "before"])?;
        let ours = run!(crate::io, script, start_capacity, capacity, text);
        let stds = run!(std::io, script, start_capacity, capacity, text);
        assert_eq!(ours, stds);
        Ok(())
    });
}

/// A vector with enough spare capacity was reallocated only to find the end.
#[test]
fn a_vector_with_enough_capacity_is_not_reallocated() {
    for len in [1, 31, 32, 33, 8192, 10_000] {
        let bytes = vec![7; len];
        for capacity in [len, len + 1, len + 40] {
            let mut buf = Vec::with_capacity(capacity);
            crate::io::Read::read_to_end(&mut Slow(&bytes), &mut buf).unwrap();
            assert_eq!((buf.len(), buf.capacity()), (len, capacity));
        }
        // With too little, all bytes are read as well.
        let mut buf = Vec::with_capacity(len / 2);
        crate::io::Read::read_to_end(&mut Slow(&bytes), &mut buf).unwrap();
        assert!(buf == bytes);
    }
}

/// A reader that is not a slice, which has an implementation of its own.
struct Slow<'a>(&'a [u8]);

impl crate::io::Read for Slow<'_> {
    fn read(&mut self, buf: &mut [u8]) -> crate::io::Result<usize> {
        self.0.read(buf)
    }
}

/// The bounds of `bytes` were always `(0, None)`, so a vector of them was reallocated many times.
#[test]
fn bytes_are_bounded_as_by_std() {
    macro_rules! bounds {
        ($($io:ident)::+) => {{
            use $($io)::+::{BufRead, BufReader, Read, empty, repeat};
            let five: &[u8] = b"bytes";
            let mut begun = BufReader::with_capacity(3, five);
            begun.fill_buf().unwrap();
            begun.consume(1);
            let mut unsized_: Box<dyn Read> = Box::new(repeat(1));
            let none: &mut dyn Read = &mut unsized_;
            [
                five.bytes().size_hint(),
                Box::new(five).bytes().size_hint(),
                { five }.by_ref().bytes().size_hint(),
                empty().bytes().size_hint(),
                repeat(1).bytes().size_hint(),
                five.take(2).bytes().size_hint(),
                five.take(9).bytes().size_hint(),
                repeat(1).take(4).bytes().size_hint(),
                repeat(1).take(u64::MAX).bytes().size_hint(),
                five.chain(five).bytes().size_hint(),
                five.chain(empty()).bytes().size_hint(),
                five.chain(five).take(7).bytes().size_hint(),
                BufReader::new(five).bytes().size_hint(),
                begun.bytes().size_hint(),
                none.take(3).bytes().size_hint(),
            ]
        }};
    }
    let (ours, mut stds) = (bounds!(crate::io), bounds!(std::io));
    // Here, a `dyn Read` has the bounds of its concrete type.
    assert_eq!(stds[14], (0, Some(3)));
    stds[14] = (3, Some(3));
    assert_eq!(ours, stds);
    assert!(ours.contains(&(4, Some(4))));
}

/// A count greater than the buffer was an error, where `std` panics with this message.
#[test]
#[should_panic = "number of read bytes exceeds limit"]
fn a_limit_is_not_exceeded_by_a_count() {
    use crate::io::Read;
    struct Liar;
    impl Read for Liar {
        fn read(&mut self, buf: &mut [u8]) -> crate::io::Result<usize> {
            Ok(buf.len() + 1)
        }
    }
    let _ = Liar.take(4).read(&mut [0; 8]);
}
