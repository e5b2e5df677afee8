//! Finds instructions and sections that the first version of wasm (the MVP) does not have.
//!
//! wasmtime has no option to reject the oldest of the later instructions. So this module decodes
//! each instruction. One that is not in the MVP's table is reported, and ends its function, because
//! its length is unknown.

use std::collections::BTreeSet;

/// The prefix of bulk-memory and other instructions.
const PREFIX: u8 = 0xFC;

/// Returns what a module has beyond the MVP: instructions by opcode, sections by name.
pub(crate) fn later(wasm: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut reader = Reader(wasm);
    assert_eq!(reader.take(8), b"\0asm\x01\0\0\0");
    while !reader.0.is_empty() {
        let id = reader.byte();
        let len = reader.size();
        let mut section = Reader(reader.take(len));
        match id {
            0..=9 | 11 => {}
            10 => {
                for _ in 0..section.size() {
                    let len = section.size();
                    found.extend(Reader(section.take(len)).function());
                }
            }
            id => {
                found.insert(format!("section {id}"));
            }
        }
    }
    found
}

/// The bytes that are not decoded yet.
struct Reader<'wasm>(&'wasm [u8]);

impl<'wasm> Reader<'wasm> {
    fn take(&mut self, len: usize) -> &'wasm [u8] {
        let (first, rest) = self.0.split_at(len);
        self.0 = rest;
        first
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// Reads an LEB128 number of any width. Of a signed one, only the length matters here.
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn size(&mut self) -> usize {
        usize::try_from(self.number()).unwrap()
    }

    /// Returns the first instruction of a function that is not in the MVP, if there is one.
    fn function(&mut self) -> Option<String> {
        for _ in 0..self.size() {
            self.number();
            self.byte();
        }
        while !self.0.is_empty() {
            let instruction = self.byte();
            match instruction {
                // unreachable, nop, else, end, return
                0x00 | 0x01 | 0x05 | 0x0B | 0x0F => {}
                // block, loop, if: no value or one
                0x02..=0x04 => {
                    let kind = self.byte();
                    if !matches!(kind, 0x40 | 0x7C..=0x7F) {
                        return Some(format!("a block of type {kind:#x}"));
                    }
                }
                // br_table
                0x0E => {
                    for _ in 0..=self.size() {
                        self.number();
                    }
                }
                // call_indirect: a type and table 0
                0x11 => {
                    self.number();
                    if self.byte() != 0 {
                        return Some("a second table".to_owned());
                    }
                }
                // br, br_if, call; accesses to variables; memory.size and memory.grow; i32.const,
                // i64.const
                0x0C | 0x0D | 0x10 | 0x20..=0x24 | 0x3F..=0x42 => {
                    self.number();
                }
                // loads and stores: alignment and offset
                0x28..=0x3E => {
                    self.number();
                    self.number();
                }
                0x43 => {
                    self.take(4);
                }
                0x44 => {
                    self.take(8);
                }
                // drop, select; comparisons, arithmetic, conversions
                0x1A | 0x1B | 0x45..=0xBF => {}
                PREFIX => return Some(format!("{PREFIX:#x} {}", self.number())),
                _ => return Some(format!("{instruction:#x}")),
            }
        }
        None
    }
}

/// A decoder that gets out of step with the instructions would find nothing, or anything.
#[test]
fn each_instruction_ends_where_the_next_begins() {
    // i32.const 200; i64.const -1; f64.const 0; br_table of three; call_indirect; i32.load; end
    let known = b"\x01\x02\x7F\x41\xC8\x01\x42\x7F\x44\0\0\0\0\0\0\0\0\
        \x0E\x02\x00\x01\x02\x11\x05\x00\x28\x02\x80\x08\x02\x40\x0B";
    let with = |more: &[u8]| Reader(&[known, more].concat()).function();
    assert_eq!(with(b"\x0B"), None);
    assert_eq!(with(b"\xC0\x0B"), Some("0xc0".to_owned()));
    assert_eq!(with(b"\xFC\x0A\0\0\x0B"), Some("0xfc 10".to_owned()));
    assert_eq!(
        with(b"\x02\x01\x0B\x0B"),
        Some("a block of type 0x1".to_owned())
    );
}
