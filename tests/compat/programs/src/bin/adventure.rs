//! adventure: plays a text adventure with commands such as `go north`, `take lamp`, `look`, `quit`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Write};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    Hall,
    Cellar,
    Garden,
}

struct Game<R, W> {
    input: R,
    output: W,
    room: Room,
    things: BTreeMap<&'static str, Room>,
    carried: BTreeSet<&'static str>,
    moves: u32,
}

impl<R: BufRead, W: Write> Game<R, W> {
    fn look(&mut self) -> io::Result<()> {
        let text = match self.room {
            Room::Hall => "You are in a hall. Doors lead north and down.",
            Room::Cellar if !self.carried.contains("lamp") => {
                "It is too dark to see. The way out is up."
            }
            Room::Cellar => "You are in a cellar. Stairs lead up.",
            Room::Garden => "You are in a garden. The hall is to the south.",
        };
        writeln!(self.output, "{text}")?;
        for (thing, _) in self.things.iter().filter(|(_, room)| **room == self.room) {
            writeln!(self.output, "There is a {thing} here.")?;
        }
        Ok(())
    }

    fn go(&mut self, direction: &str) -> io::Result<()> {
        self.room = match (self.room, direction) {
            (Room::Hall, "north") => Room::Garden,
            (Room::Hall, "down") => Room::Cellar,
            (Room::Garden, "south") | (Room::Cellar, "up") => Room::Hall,
            _ => return writeln!(self.output, "You can't go {direction}."),
        };
        self.look()
    }

    fn command(&mut self, line: &str) -> io::Result<bool> {
        let line = line.to_lowercase();
        let mut words = line.split_whitespace();
        match (words.next(), words.next()) {
            (Some("look"), None) => self.look()?,
            (Some("go"), Some(direction)) => self.go(direction)?,
            (Some("take"), Some(thing)) => match self.things.remove_entry(thing) {
                Some((thing, room)) if room == self.room => {
                    self.carried.insert(thing);
                    writeln!(self.output, "Taken.")?;
                }
                other => {
                    self.things.extend(other);
                    writeln!(self.output, "There is no {thing} here.")?;
                }
            },
            (Some("inventory" | "i"), _) => {
                let list = self.carried.iter().copied().collect::<Vec<_>>();
                writeln!(
                    self.output,
                    "You carry {}.",
                    if list.is_empty() {
                        "nothing".into()
                    } else {
                        list.join(", ")
                    }
                )?;
            }
            (Some("quit"), _) => return Ok(false),
            (None, _) => {}
            (Some(word), _) => writeln!(self.output, "I don't know how to {word}.")?,
        }
        let won = self.carried.len() == 3;
        if won {
            writeln!(self.output, "You have everything. You win!")?;
        }
        Ok(!won)
    }

    fn play(mut self) -> io::Result<u32> {
        self.look()?;
        let mut line = String::new();
        loop {
            write!(self.output, "> ")?;
            self.output.flush()?;
            line.clear();
            if self.input.read_line(&mut line)? == 0 || !self.command(&line)? {
                return Ok(self.moves);
            }
            self.moves += 1;
        }
    }
}

fn main() -> io::Result<()> {
    let game = Game {
        input: io::stdin().lock(),
        output: io::stdout(),
        room: Room::Hall,
        things: BTreeMap::from([
            ("lamp", Room::Garden),
            ("sword", Room::Cellar),
            ("rose", Room::Garden),
        ]),
        carried: BTreeSet::new(),
        moves: 0,
    };
    let moves = game.play()?;
    println!("Goodbye after {moves} moves.");
    Ok(())
}
