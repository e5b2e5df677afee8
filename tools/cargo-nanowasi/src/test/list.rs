//! The requests to a test module, and its replies: the other side of `harness/src/request.rs`.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// The variable that has the request.
pub(super) const VARIABLE: &str = "NANOWASI_TEST";

/// The first byte of a reply, and the last.
const EDGE: u8 = 0x1E;
/// The byte after the nonce, and after each field.
const FIELD: u8 = 0x1F;

/// A test of a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) name: String,
    pub(super) is_bench: bool,
    /// Whether it is an example of the documentation, which may call `exit`.
    pub(super) is_doctest: bool,
    pub(super) is_ignored: bool,
    /// The reason in `#[ignore = "reason"]`, or nothing.
    pub(super) reason: String,
    /// How the test passes, or nothing if by running to its end.
    pub(super) mode: String,
}

impl Test {
    /// Whether the test has `#[should_panic]`.
    pub(super) fn should_panic(&self) -> bool {
        self.mode == "should panic"
    }
}

/// The fields of a reply.
pub(super) type Reply = Vec<String>;

/// Returns a text that no test can know.
pub(super) fn nonce() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Returns the begin of each reply to a request with a nonce.
pub(super) fn start(nonce: &str) -> Vec<u8> {
    let mut start = vec![EDGE];
    start.extend(nonce.as_bytes());
    start.push(FIELD);
    start
}

/// Splits what a module wrote into the output of the test and the replies with a nonce.
pub(super) fn split(written: &[u8], nonce: &str) -> (Vec<u8>, Vec<Reply>) {
    let start = start(nonce);
    let (mut output, mut replies) = (Vec::new(), Vec::new());
    let mut rest = written;
    while let Some(at) = find(rest, &start) {
        let (before, reply) = (&rest[..at], &rest[at + start.len()..]);
        let Some(end) = reply.iter().position(|byte| *byte == EDGE) else {
            break;
        };
        output.extend(before);
        let fields = reply[..end].split(|byte| *byte == FIELD);
        let mut fields: Reply = fields
            .map(|field| String::from_utf8_lossy(field).into_owned())
            .collect();
        // Each field has an end.
        fields.pop();
        replies.push(fields);
        rest = &reply[end + 1..];
    }
    output.extend(rest);
    (output, replies)
}

/// Returns the index of a part.
pub(super) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// Returns the tests that the replies list and the arguments that the module has for the harness.
/// Returns `None` if the list has no end.
pub(super) fn tests(replies: &[Reply]) -> Option<(Vec<Test>, &[String])> {
    let (end, tests) = replies.split_last()?;
    let (word, args) = end.split_first()?;
    if word != "end" {
        return None;
    }
    let test = |reply: &Reply| match reply.as_slice() {
        [kind, name, ignore, reason, mode] => Some(Test {
            name: name.clone(),
            is_bench: kind == "bench",
            is_doctest: kind == "doctest",
            is_ignored: !ignore.is_empty(),
            reason: reason.clone(),
            mode: mode.clone(),
        }),
        _ => None,
    };
    let tests: Option<Vec<Test>> = tests.iter().map(test).collect();
    Some((tests?, args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_not_mistaken_for_a_reply() {
        let written = "out\x1Eabc\x1Fok\x1F\x1F\x1Eput\x1Exyz\x1Fok\x1F\x1E";
        let (output, replies) = split(written.as_bytes(), "abc");
        assert_eq!(output, b"output\x1Exyz\x1Fok\x1F\x1E");
        assert_eq!(replies, [["ok", ""]]);
        let cut = "a\x1Eabc\x1Fok";
        assert_eq!(split(cut.as_bytes(), "abc"), (cut.into(), vec![]));
    }

    #[test]
    fn a_list_without_an_end_is_none() {
        let fields = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect();
        let test = fields(&["test", "a::b", "ignore", "slow", ""]);
        let mut replies = vec![test];
        assert_eq!(tests(&replies), None);
        replies.push(fields(&["end", "--exact"]));
        let (found, args) = tests(&replies).unwrap();
        assert_eq!(args, ["--exact"]);
        assert_eq!(
            (found[0].name.as_str(), found[0].is_ignored),
            ("a::b", true)
        );
    }
}
