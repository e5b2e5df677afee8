//! Arguments and variables of the model host.

use nanowasi_test_host::{Call, OutOfBounds};

/// Writes the number of strings, and the number of their bytes.
pub(super) fn sizes(strings: &[Vec<u8>], call: &mut Call<'_>) -> Result<(), OutOfBounds> {
    let len: usize = strings.iter().map(|text| text.len() + 1).sum();
    call.write_u32(call.arg(0), strings.len() as u32)?;
    call.write_u32(call.arg(1), len as u32)?;
    Ok(())
}

/// Writes the strings, and pointers to them.
pub(super) fn block(strings: &[Vec<u8>], call: &mut Call<'_>) -> Result<(), OutOfBounds> {
    let (mut pointers, mut at) = (call.arg(0), call.arg(1));
    for text in strings {
        call.write_u32(pointers, at)?;
        call.write(at, text)?;
        call.write_u8(at + text.len() as u32, 0)?;
        pointers += 4;
        at += text.len() as u32 + 1;
    }
    Ok(())
}
