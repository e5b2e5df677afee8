//! What the program `fault_writes` says of its pieces, and whether what arrived is what it was answered.

use std::fmt;

use nanowasi_test_host::{Output, Status};

use crate::report::Reports;

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// All arrived, once and in order.
    Whole,
    /// Something is missing, and an error or the status says so; all else is right.
    Told,
    /// Something is missing that was taken, or nothing says so.
    Lost,
    /// Something arrived twice, or not in its place.
    Wrong,
    /// It was stopped, since it had called too often.
    Endless,
    /// It trapped, and not as a panic of `std` does.
    Trap,
}

/// How often each fate was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fates([usize; 6]);

impl Fates {
    pub(crate) fn add(&mut self, fate: Fate) {
        self.0[fate as usize] += 1;
    }
}

impl fmt::Display for Fates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMES: [&str; 6] = [
            "whole",
            "told",
            "**lost**",
            "**wrong**",
            "**endless**",
            "**trap**",
        ];
        let mut before = "";
        for (count, name) in self.0.iter().zip(NAMES) {
            if *count != 0 {
                write!(f, "{before}{count} {name}")?;
                before = ", ";
            }
        }
        Ok(())
    }
}

/// A piece, and what the program was answered: nothing if it was not told.
type Piece = (String, Option<Answer>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Taken,
    /// The errno, or what kind of error it was.
    Refused(String),
}

/// What the program has said.
#[derive(Default)]
pub(crate) struct Story {
    pieces: Vec<Piece>,
    /// What each flush was answered.
    flushes: Vec<Answer>,
}

impl fmt::Debug for Story {
    /// The large pieces by their lengths.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (piece, answer) in &self.pieces {
            match piece.get(..100) {
                None => write!(f, "{piece:?}: {answer:?}; ")?,
                Some(_) => write!(f, "{} bytes: {answer:?}; ", piece.len())?,
            }
        }
        write!(f, "flush: {:?}", self.flushes)
    }
}

impl Story {
    pub(crate) fn of(reports: &Reports) -> Self {
        let lines = reports.lines();
        let mut story = Self::default();
        let mut lines = lines.into_iter();
        while let Some(line) = lines.next() {
            let piece = (line == "piece").then(|| lines.next().unwrap_or_default());
            let answer = match lines.next() {
                // Of `print!`, or where the program ended within the call.
                None => None,
                Some(text) if text == "nothing" => None,
                Some(text) if text == "taken" => Some(Answer::Taken),
                Some(text) => Some(Answer::Refused(text)),
            };
            match piece {
                Some(piece) => story.pieces.push((piece, answer)),
                None => story.flushes.extend(answer),
            }
        }
        story
    }

    /// The errors that were answered, `errno 64`, say.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &str> {
        let answers = self.pieces.iter().filter_map(|(_, answer)| answer.as_ref());
        answers
            .chain(&self.flushes)
            .filter_map(|answer| match answer {
                Answer::Taken => None,
                Answer::Refused(text) => Some(text.as_str()),
            })
    }

    /// What became of it, where `taken` is what the host has taken.
    pub(crate) fn fate(&self, output: &Output, taken: &str) -> Fate {
        match &output.status {
            Status::Exit(_) => {}
            Status::Trap(text) if text == "endless" => return Fate::Endless,
            Status::Timeout => return Fate::Endless,
            // So a panic of `std` ends, which may have nowhere to say so.
            _ if output.status.is_unreachable() => {}
            _ => return Fate::Trap,
        }
        let all: String = self
            .pieces
            .iter()
            .map(|(piece, _)| piece.as_str())
            .collect();
        let silent: Vec<Piece> = self
            .pieces
            .iter()
            .map(|(piece, _)| (piece.clone(), None))
            .collect();
        // Of a flush that failed, nobody knows how far it came.
        let open = self.flushes.last() != Some(&Answer::Taken);
        let told = self.errors().next().is_some() || output.status != Status::Exit(0);
        if !all.is_empty() && taken == all {
            Fate::Whole
        } else if !explains(&silent, taken, true) {
            Fate::Wrong
        } else if told && explains(&self.pieces, taken, open) {
            Fate::Told
        } else {
            Fate::Lost
        }
    }
}

/// Whether `taken` is each piece that was taken, and of each other one a part of its front, in order. With an
/// open end, all that is behind some point may be missing.
fn explains(pieces: &[Piece], taken: &str, open: bool) -> bool {
    let Some(((piece, answer), rest)) = pieces.split_first() else {
        return taken.is_empty();
    };
    if open && piece.starts_with(taken) {
        return true;
    }
    if *answer == Some(Answer::Taken) {
        let behind = taken.strip_prefix(piece.as_str());
        return behind.is_some_and(|behind| explains(rest, behind, open));
    }
    let same = piece
        .bytes()
        .zip(taken.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    (0..=same)
        .rev()
        .any(|len| explains(rest, &taken[len..], open))
}

#[test]
fn what_arrived_is_compared_with_what_was_answered() {
    let taken = |piece: &str| (piece.to_owned(), Some(Answer::Taken));
    let refused = |piece: &str| {
        (
            piece.to_owned(),
            Some(Answer::Refused("errno 64".to_owned())),
        )
    };
    let pieces = [taken("ab"), refused("cd"), taken("ef")];
    for (text, open, expected) in [
        ("abcdef", false, true),
        ("abcef", false, true),
        ("abef", false, true),
        ("abe", false, false),
        ("abe", true, true),
        ("", true, true),
        ("abf", true, false),
        ("ababef", true, false),
        ("abdef", true, false),
        ("acdef", true, false),
        ("abcdefef", true, false),
    ] {
        assert_eq!(explains(&pieces, text, open), expected, "{text}, {open}");
    }
}
