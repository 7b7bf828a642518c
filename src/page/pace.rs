//! How much may be analysed on a page's own thread.

/// Milliseconds for which an analysis may hold a page's own thread; what would take longer goes to the background. Half of the 50 that no task of
/// ours may take: the machine may have other things to do meanwhile.
const HOLD: f64 = 25.0;
/// Size that is analysed in a millisecond where nothing is known better: the first call finds code that is not compiled yet, takes seven times as
/// long as later ones, and the machine may be busy.
const FIRST: f64 = 150.0;
/// Milliseconds that warming up takes in all, at most, on a machine for which that holds.
const WARMING: f64 = 120.0;
/// A smaller request tells nothing of the pace, unless it is half of all that may be analysed: else a slow start would be the last word.
const TELLING: f64 = 2_000.0;

/// The pace of the engine on this machine, as far as is known: what is analysed in a millisecond. Sizes are UTF-16 units of the text, and some
/// for each node.
#[derive(Clone, Copy, Debug)]
pub struct Pace(f64);

impl Pace {
    /// Nothing is known yet.
    pub const fn unknown() -> Self {
        Self(FIRST)
    }

    /// Warming up took so many milliseconds: a machine that was slow at that will be slow at the first page.
    pub fn warmed(self, took: f64) -> Self {
        Self(FIRST * (WARMING / took.max(1.0)).min(1.0))
    }

    /// A request of that size took so many milliseconds: the next ones will take as long, for their size.
    pub fn planned(self, size: f64, took: f64) -> Self {
        if size >= TELLING.min(self.most() / 2.0) && took > 0.0 { Self(size / took) } else { self }
    }

    /// The size of a request that may be analysed on the page's own thread.
    pub fn most(self) -> f64 {
        self.0 * HOLD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_machines_are_asked_for_less_until_they_are_known() {
        let first = Pace::unknown();
        assert!(first.warmed(60.0).most() >= first.most(), "warming up was quick");
        let slow = first.warmed(4.0 * WARMING);
        assert!(slow.most() <= first.most() / 4.0);
        assert_eq!(slow.planned(10.0, 5.0).most(), slow.most(), "so little tells nothing");
        let known = slow.planned(slow.most(), 5.0);
        assert!(known.most() > first.most(), "what it may analyse tells that it is quicker than it began");
        assert!(known.planned(4_000.0, 100.0).most() <= 1_000.0, "and slower than it was");
    }
}
