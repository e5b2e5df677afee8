//! A stream whose calls succeed, are interrupted or fail as a script says.

use std::collections::VecDeque;

use arbtest::arbitrary::{Result, Unstructured};

/// The effect of one call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Reads or writes at most this many bytes.
    Some(usize),
    Interrupted,
    Fail,
}

/// A stream over bytes in memory. Each call does the next step, and after the last step as much as
/// it can.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    pub(super) bytes: Vec<u8>,
    pub(super) pos: usize,
    pub(super) steps: VecDeque<Step>,
    /// The calls, with the count that each returned.
    pub(super) log: Vec<(&'static str, usize)>,
}

/// The result of one call.
enum Outcome {
    Done(usize),
    Interrupted,
    Failed,
}

impl Script {
    /// Makes a script, which has errors only if `fails`. Where the crates make calls of different
    /// sizes, an error would be at different positions.
    pub(super) fn arbitrary(u: &mut Unstructured<'_>, fails: bool) -> Result<Self> {
        let bytes = super::bytes(u, 80)?;
        let steps = (0..u.int_in_range(0..=12)?)
            .map(|_| {
                Ok(match u.int_in_range(0..=9)? {
                    0 | 1 => Step::Interrupted,
                    2 if fails => Step::Fail,
                    _ => Step::Some(u.int_in_range(1..=12)?),
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            bytes,
            steps,
            ..Self::default()
        })
    }

    fn step(&mut self, call: &'static str, max: usize) -> Outcome {
        let done = match self.steps.pop_front() {
            None => max,
            Some(Step::Some(count)) => count.min(max),
            Some(Step::Interrupted) => return Outcome::Interrupted,
            Some(Step::Fail) => return Outcome::Failed,
        };
        self.log.push((call, done));
        Outcome::Done(done)
    }

    fn read(&mut self, buf: &mut [u8]) -> Outcome {
        let rest = self.bytes.get(self.pos..).unwrap_or_default().to_vec();
        let outcome = self.step("read", rest.len().min(buf.len()));
        if let Outcome::Done(count) = outcome {
            buf[..count].copy_from_slice(&rest[..count]);
            self.pos += count;
        }
        outcome
    }

    fn write(&mut self, buf: &[u8]) -> Outcome {
        let outcome = self.step("write", buf.len());
        if let Outcome::Done(count) = outcome {
            self.bytes.extend_from_slice(&buf[..count]);
        }
        outcome
    }

    /// Moves by the one of three numbers that is `Some`.
    fn seek(&mut self, start: Option<u64>, end: Option<i64>, current: Option<i64>) -> Option<u64> {
        let at = match (start, end, current) {
            (Some(at), _, _) => Some(at),
            (_, Some(by), _) => (self.bytes.len() as u64).checked_add_signed(by),
            (_, _, by) => (self.pos as u64).checked_add_signed(by.unwrap_or(0)),
        }?;
        self.log.push(("seek", usize::try_from(at).ok()?));
        self.pos = usize::try_from(at).ok()?;
        Some(at)
    }
}

/// Implements the traits of one crate.
macro_rules! implement {
    ($($io:ident)::+) => {
        const _: () = {
            use $($io)::+::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};

            fn done(outcome: Outcome) -> Result<usize> {
                match outcome {
                    Outcome::Done(count) => Ok(count),
                    Outcome::Interrupted => Err(ErrorKind::Interrupted.into()),
                    Outcome::Failed => Err(Error::new(ErrorKind::TimedOut, "scripted")),
                }
            }

            impl Read for Script {
                fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                    done(Script::read(self, buf))
                }
            }

            impl Write for Script {
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    done(Script::write(self, buf))
                }

                fn flush(&mut self) -> Result<()> {
                    done(self.step("flush", 0)).map(|_| ())
                }
            }

            impl Seek for Script {
                fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
                    match pos {
                        SeekFrom::Start(at) => Script::seek(self, Some(at), None, None),
                        SeekFrom::End(by) => Script::seek(self, None, Some(by), None),
                        SeekFrom::Current(by) => Script::seek(self, None, None, Some(by)),
                    }
                    .ok_or(ErrorKind::InvalidInput.into())
                }
            }
        };
    };
}

implement!(std::io);
implement!(crate::io);
