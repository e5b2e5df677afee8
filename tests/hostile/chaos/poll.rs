//! `poll_oneoff` of the model host, which never waits.

use nanowasi_test_host::Call;

use super::files::CallError;
use super::model_host::{BADF, INVAL, ModelHost};

impl ModelHost {
    /// Reports each descriptor as ready. If there are none, advances the time by the shortest
    /// timeout.
    pub(super) fn poll(&mut self, call: &mut Call<'_>) -> Result<(), CallError> {
        let (from, to, count) = (call.arg(0), call.arg(1), call.arg(2));
        if count == 0 {
            return Err(CallError::Errno(INVAL));
        }
        let mut events: Vec<[u8; 32]> = Vec::new();
        let mut clock: Option<(u64, [u8; 32])> = None;
        for at in (0..count).map(|index| from + index * 48) {
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
