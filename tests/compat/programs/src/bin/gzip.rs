//! gzip [-d] FROM TO: compresses a file, or decompresses it.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::error::Error;
use std::fs;
use std::io::{Cursor, Read, Write};

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    })
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut out = Vec::new();
    out.write_all(&[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])?;
    out.write_all(&compress_to_vec(bytes, 9))?;
    out.write_all(&crc(bytes).to_le_bytes())?;
    out.write_all(&u32::try_from(bytes.len())?.to_le_bytes())?;
    Ok(out)
}

fn restore(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut header = [0; 10];
    let mut input = Cursor::new(bytes);
    input.read_exact(&mut header)?;
    if header[..4] != [0x1F, 0x8B, 8, 0] {
        return Err(format!("no plain gzip: {:02x?}", &header[..4]).into());
    }
    let mut rest = Vec::new();
    input.read_to_end(&mut rest)?;
    let (body, end) = rest.split_last_chunk::<8>().ok_or("no end")?;
    let bytes = decompress_to_vec(body).map_err(|error| format!("{:?}", error.status))?;
    let (sum, length) = end.split_at(4);
    if u32::from_le_bytes(sum.try_into()?) != crc(&bytes) {
        return Err("the checksum is another".into());
    }
    if u32::from_le_bytes(length.try_into()?) as usize != bytes.len() {
        return Err("the length is another".into());
    }
    Ok(bytes)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let decompress = args.first().is_some_and(|arg| arg == "-d");
    if decompress {
        args.remove(0);
    }
    let (Some(from), Some(to)) = (args.first(), args.get(1)) else {
        return Err("usage: gzip [-d] FROM TO".into());
    };
    let bytes = fs::read(from)?;
    let result = if decompress {
        restore(&bytes)?
    } else {
        compress(&bytes)?
    };
    fs::write(to, &result)?;
    println!("{} -> {} bytes", bytes.len(), result.len());
    Ok(())
}
