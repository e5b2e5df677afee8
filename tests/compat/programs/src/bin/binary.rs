//! binary: writes records of a binary format to memory, seeks in them, and reads them back.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs;
use std::io::{self, BufRead, Cursor, ErrorKind, IoSlice, Read, Seek, SeekFrom, Write};

#[derive(Debug, Clone, PartialEq)]
struct Record {
    id: u32,
    name: String,
    weight: f32,
    tags: Vec<u16>,
}

impl Record {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.id.to_le_bytes())?;
        let length = [u8::try_from(self.name.len()).map_err(io::Error::other)?];
        let slices = [IoSlice::new(&length), IoSlice::new(self.name.as_bytes())];
        if out.write_vectored(&slices)? <= self.name.len() {
            return Err(ErrorKind::WriteZero.into());
        }
        out.write_all(&self.weight.to_be_bytes())?;
        out.write_all(&[self.tags.len() as u8])?;
        self.tags
            .iter()
            .try_for_each(|tag| out.write_all(&tag.to_be_bytes()))
    }

    fn read(mut input: impl Read) -> io::Result<Self> {
        let id = u32::from_le_bytes(array(&mut input)?);
        let [length] = array(&mut input)?;
        let mut name = String::new();
        let count = input
            .by_ref()
            .take(length.into())
            .read_to_string(&mut name)?;
        if count < length.into() {
            return Err(io::Error::new(
                ErrorKind::UnexpectedEof,
                format!("{count} of {length} bytes of a name"),
            ));
        }
        let weight = f32::from_be_bytes(array(&mut input)?);
        let [length] = array(&mut input)?;
        let tags = (0..length)
            .map(|_| array(&mut input).map(u16::from_be_bytes))
            .collect::<io::Result<_>>()?;
        Ok(Self {
            id,
            name,
            weight,
            tags,
        })
    }
}

fn array<const N: usize>(input: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn main() -> io::Result<()> {
    let records = [
        Record {
            id: 1,
            name: "feather".into(),
            weight: 0.125,
            tags: vec![],
        },
        Record {
            id: 0xDEAD_BEEF,
            name: "Bücherregal".into(),
            weight: 35.5,
            tags: vec![1, 0xFFFF],
        },
        Record {
            id: 3,
            name: String::new(),
            weight: f32::INFINITY,
            tags: (0..20).collect(),
        },
    ];
    let mut file = Cursor::new(Vec::new());
    file.write_all(b"REC\x01")?;
    let mut places = Vec::new();
    for record in &records {
        places.push(file.position());
        record.write(&mut file)?;
    }
    println!("{places:?} {}", file.stream_position()?);

    file.seek(SeekFrom::Start(places[1]))?;
    println!("{:?}", Record::read(&mut file)?);
    println!(
        "{} {:?}",
        file.seek(SeekFrom::Current(-2))?,
        file.fill_buf()?.first()
    );
    println!(
        "{:?}",
        file.seek(SeekFrom::End(-1000))
            .map_err(|error| error.to_string())
    );
    file.set_position(1000);
    println!(
        "{:?}",
        Record::read(&mut file).map_err(|error| (error.kind(), error.to_string()))
    );

    let mut bytes = file.into_inner();
    fs::write("records.bin", &bytes)?;
    let read_back = fs::read("records.bin")?;
    let mut input = &read_back[4..];
    let mut count = 0;
    while !input.is_empty() {
        assert_eq!(Record::read(&mut input)?, records[count]);
        count += 1;
    }
    println!("{count} records, {} bytes", bytes.len());

    bytes.truncate(15);
    for start in [4, 8] {
        let error = Record::read(&bytes[start..]).unwrap_err();
        println!("{error} ({:?})", error.kind());
    }
    bytes[9] = 0xFF;
    println!(
        "{:?}",
        Record::read(&bytes[4..]).map_err(|error| error.to_string())
    );
    let mut small = [0u8; 6];
    let mut window = Cursor::new(&mut small[..]);
    let error = records[0]
        .write(&mut window)
        .map_err(|error| error.to_string());
    println!(
        "{:?} {error:?} {small:?}",
        Cursor::new(b"a\nb")
            .lines()
            .collect::<Result<Vec<_>, _>>()?
    );
    Ok(())
}
