//! touch FILE [SECONDS]: sets a file's modification time, and prints its times as dates.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::error::Error;
use std::fmt;
use std::fs::{File, FileTimes, OpenOptions};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

struct Date {
    days: i64,
    seconds: i64,
}

impl From<SystemTime> for Date {
    fn from(time: SystemTime) -> Self {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_secs() as i64,
            Err(before) => -(before.duration().as_secs() as i64),
        };
        Self {
            days: seconds.div_euclid(86_400),
            seconds: seconds.rem_euclid(86_400),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let (mut year, mut day) = (1970, self.days);
        while day >= if leap(year) { 366 } else { 365 } {
            day -= if leap(year) { 366 } else { 365 };
            year += 1;
        }
        let february = if leap(year) { 29 } else { 28 };
        let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut month = 0;
        while day >= months[month] {
            day -= months[month];
            month += 1;
        }
        let (hour, minute, second) = (
            self.seconds / 3600,
            self.seconds / 60 % 60,
            self.seconds % 60,
        );
        write!(
            f,
            "{year}-{:02}-{:02} {hour:02}:{minute:02}:{second:02}",
            month + 1,
            day + 1
        )
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let name = env::args().nth(1).ok_or("no file")?;
    println!("{}", Date::from(File::open(&name)?.metadata()?.modified()?));
    if let Some(seconds) = env::args().nth(2) {
        let time = UNIX_EPOCH + Duration::from_secs(seconds.parse()?);
        let file = OpenOptions::new().write(true).open(&name)?;
        file.set_times(FileTimes::new().set_accessed(UNIX_EPOCH).set_modified(time))?;
        let later = time
            .checked_add(Duration::from_millis(1_500))
            .ok_or("too late")?;
        println!("{} and {}", Date::from(time), Date::from(later));
        assert_eq!(file.metadata()?.modified()?, time);
        file.set_modified(later)?;
        println!("{:?}", file.metadata()?.modified()?.duration_since(time)?);
        println!("{}", Date::from(file.metadata()?.accessed()?));
    }
    Ok(())
}
