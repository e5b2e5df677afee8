//! Waiting, on a host in memory: nobody does.

use nanowasi_test_host::Call;

use super::files::Trouble;
use super::model_host::{BADF, INVAL, ModelHost};

impl ModelHost {
    /// Tells of each descriptor that it is ready, or else lets the time of the shortest clock pass.
    pub(super) fn poll(&mut self, call: &mut Call<'_>) -> Result<(), Trouble> {
        let (from, to, count) = (call.arg(0), call.arg(1), call.arg(2));
        if count == 0 {
            return Err(Trouble::Errno(INVAL));
        }
        let mut events: Vec<[u8; 32]> = Vec::new();
        let mut clock: Option<(u64, [u8; 32])> = None;
        for at in (0..count).map(|place| from + place * 48) {
            let mut event = [0; 32];
            event[..8].copy_from_slice(&call.u64(at)?.to_le_bytes());
            event[10] = call.u8(at + 8)?;
            if event[10] == 0 {
                let time = call.u64(at + 24)?;
                if clock.is_none_or(|(before, _)| time < before) {
                    clock = Some((time, event));
                }
            } else {
                if !self.is_open(call.u32(at + 16)?) {
                    event[8] = BADF as u8;
                }
                event[16] = 1;
                events.push(event);
            }
        }
        if let (true, Some((time, event))) = (events.is_empty(), clock) {
            self.now = self.now.saturating_add(time).min(u64::MAX / 4);
            events.push(event);
        }
        call.write(to, events.as_flattened())?;
        call.write_u32(call.arg(3), events.len() as u32)?;
        Ok(())
    }
}
