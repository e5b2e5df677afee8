//! A transform of Redpanda: the unmodified SDK, with `std` of the drop-in.
//!
//! It is a command whose `main` does not return: the SDK asks the host for records in a loop.

use std::error::Error;
use std::io::{Write, stdout};

use redpanda_transform_sdk::{BorrowedRecord, RecordWriter, WriteEvent, on_record_written};

fn main() {
    println!("started");
    on_record_written(transform);
}

/// Writes a record with the text in upper case. Panics if there is none.
fn transform(event: WriteEvent, writer: &mut RecordWriter) -> Result<(), Box<dyn Error>> {
    let value = event.record.value().expect("a value");
    let text = std::str::from_utf8(value)?.to_uppercase();
    if text == "FLUSH" {
        stdout().flush()?;
    }
    println!("transformed {text:?} of {:?}", event.record.timestamp());
    writer.write(BorrowedRecord::new(
        event.record.key(),
        Some(text.as_bytes()),
    ))?;
    Ok(())
}
