//! Days, weeks and months as ISO 8601 writes them.

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// The day of a date of the Gregorian calendar (H. Hinnant's `days_from_civil`).
    pub fn of(year: i64, month: u32, day: u32) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let from_march = i64::from((month + 9) % 12);
        let of_year = (153 * from_march + 2) / 5 + i64::from(day) - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// Reads the date at the start of an ISO 8601 date or time.
    pub fn read(iso: &str) -> Option<Self> {
        let mut parts = iso.get(..10)?.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| Self::of(year, month, day))
    }

    /// Year, month and day.
    pub fn date(self) -> (i64, u32, u32) {
        let days = self.0 + 719_468;
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year + days.div_euclid(146_097) * 400 + i64::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// 0 for Monday, 6 for Sunday.
    pub fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// "2017-09-05"
    pub fn iso(self) -> String {
        let (year, month, day) = self.date();
        iso_date(Some(year), Some(month), Some(day))
    }

    /// "2017-W36"
    pub fn iso_week(self) -> String {
        let thursday = Day(self.0 - self.weekday() + 3);
        let (year, _, _) = thursday.date();
        let week = (thursday.0 - Day::of(year, 1, 1).0) / 7 + 1;
        format!("{year:04}-W{week:02}")
    }

    /// "2017-09", moved by so many months.
    pub fn iso_month(self, by: i64) -> String {
        let (year, month, _) = self.date();
        let months = year * 12 + i64::from(month) - 1 + by;
        format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
    }
}

/// A date of which parts may be missing: "2017-09-05", "2017-09", "2017", "--09-05", "--09", "---05".
pub fn iso_date(year: Option<i64>, month: Option<u32>, day: Option<u32>) -> String {
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), None, _) => format!("{year:04}"),
        (None, Some(month), Some(day)) => format!("--{month:02}-{day:02}"),
        (None, Some(month), None) => format!("--{month:02}"),
        (None, None, Some(day)) => format!("---{day:02}"),
        (None, None, None) => String::new(),
    }
}

/// How many days a month can have.
pub fn longest(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_to_and_fro() {
        for days in (-800_000..800_000).step_by(997) {
            let (year, month, day) = Day(days).date();
            assert_eq!(Day::of(year, month, day), Day(days));
        }
        assert_eq!((Day::of(1970, 1, 1).0, Day::of(1970, 1, 1).weekday()), (0, 3));
        assert_eq!(Day::read("2016-02-29T10:00:00Z").map(Day::iso).as_deref(), Some("2016-02-29"));
        assert_eq!(Day::of(2021, 1, 3).iso_week(), "2020-W53");
        assert_eq!(Day::of(2021, 1, 31).iso_month(-2), "2020-11");
    }
}
