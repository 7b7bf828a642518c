//! Pages of the kinds that real sites have, written by us, through the harness that reads saved pages (`./build.sh pages`): each is to the
//! byte what it was, nothing shifts but by folds, nothing throws, and what is marked is what is marked natively.

use newsglass_browser_tests::pages::{Desk, HOLD, visit};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::{Result, scenarios};

scenarios! {
    pages_of_every_kind_stay_what_they_are,
}

/// A page, and how many folds are on it.
const SITES: [(&str, &str, usize); 6] = [
    ("table-layout", include_str!("../../fixtures/sites/table-layout.html"), 1),
    ("live-blog", include_str!("../../fixtures/sites/live-blog.html"), 2),
    ("portal", include_str!("../../fixtures/sites/portal.html"), 0),
    ("tables", include_str!("../../fixtures/sites/tables.html"), 1),
    ("inline", include_str!("../../fixtures/sites/inline.html"), 0),
    ("right-to-left", include_str!("../../fixtures/sites/right-to-left.html"), 1),
];

async fn pages_of_every_kind_stay_what_they_are(stage: &mut Stage) -> Result {
    let desk = Desk::open(&stage.session).await?;
    for (name, html, folds) in SITES {
        let mut seen = visit(stage, &desk, html, 1).await?;
        // How long a slice takes is the machine's; that the work is cut into slices is ours.
        seen.wrong.retain(|wrong| !wrong.starts_with("held"));
        assert!(seen.wrong.is_empty(), "{name}: {:#?}", seen.wrong);
        assert!(seen.marks >= 10, "{name}: {} marks", seen.marks);
        assert_eq!(seen.folds, folds, "{name}: folds");
        assert!(seen.work.slices >= 3, "{name}: {:?}; a slice may take {HOLD} ms", seen.work);
    }
    Ok(())
}
