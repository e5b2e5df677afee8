//! pipeline: passes the lines of standard input through channels from stage to stage.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::io::BufRead;
use std::sync::mpsc::{self, Receiver, RecvError, SendError, Sender, TryRecvError, TrySendError};

#[derive(Debug)]
enum Message {
    Line(usize, String),
    End { lines: usize },
}

fn read(out: Sender<Message>) -> Result<(), Box<dyn std::error::Error>> {
    let mut lines = 0;
    for line in std::io::stdin().lock().lines() {
        lines += 1;
        out.send(Message::Line(lines, line?))?;
    }
    out.send(Message::End { lines })?;
    Ok(())
}

fn filter(input: Receiver<Message>, out: &Sender<Message>) -> Result<usize, SendError<Message>> {
    let mut dropped = 0;
    for message in &input {
        match message {
            Message::Line(_, line) if line.starts_with('#') => dropped += 1,
            message => out.send(message)?,
        }
    }
    Ok(dropped)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (first, second) = mpsc::channel();
    let (third, last) = mpsc::channel();
    println!(
        "{:?}",
        last.try_recv()
            .map_err(|error| (error == TryRecvError::Empty, error.to_string()))
    );
    read(first)?;
    println!("{} dropped", filter(second, &third)?);
    println!("{:?}", last.recv()?);
    let copy = third.clone();
    drop(third);
    copy.send(Message::Line(0, "one more".into()))?;
    drop(copy);
    for message in last.try_iter() {
        match message {
            Message::Line(number, line) => println!("{number}: {}", line.trim()),
            Message::End { lines } => println!("{lines} lines"),
        }
    }
    println!(
        "{:?} {:?}",
        last.recv().err() == Some(RecvError),
        last.try_recv().unwrap_err()
    );

    let (sender, receiver) = mpsc::sync_channel(2);
    let results: Vec<_> = (0..4).map(|n| sender.try_send(n)).collect();
    println!(
        "{results:?} {}",
        matches!(results[3], Err(TrySendError::Full(3)))
    );
    println!("{:?}", receiver.try_iter().collect::<Vec<_>>());
    sender.send(7)?;
    println!("{}", receiver.recv()?);
    drop(receiver);
    let error = sender.send(8).unwrap_err();
    println!("{error} {error:?} {}", error.0);
    Ok(())
}
