//! Defects of peers, each with the cases that are meant to catch it.

use std::collections::BTreeSet;
use std::fmt::Debug;

use rivta_conformance::case::Area;
use rivta_conformance::outcome::Verdict;

macro_rules! defects {
    ($($name:ident => [$($case:literal),+],)*) => {
        /// A defect; `None` is a sound peer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Defect {
            None,
            $($name,)*
        }

        impl Defect {
            /// Every defect and the cases that are meant to catch it.
            pub(crate) const MEANT_FOR: [(Self, &[&str]); [$(stringify!($name)),*].len()] =
                [$((Self::$name, &[$($case),+])),*];
        }
    };
}
pub(crate) use defects;

/// Holds that every case of an area is meant to catch some defect, and that no defect names a case that is not there.
pub(crate) fn cover<D>(area: &Area, meant: &[(D, &[&str])]) {
    let known: BTreeSet<&str> = area.cases.iter().map(|case| case.id.as_str()).collect();
    let meant: BTreeSet<&str> = meant.iter().flat_map(|(_, cases)| cases.iter().copied()).collect();
    assert_eq!(
        known, meant,
        "left: the cases of {}; right: those with a defect",
        area.name
    );
}

/// Holds that each defect is caught by every case meant for it.
pub(crate) async fn caught<D: Debug + Copy>(
    meant: &[(D, &[&str])],
    verdicts: impl AsyncFn(D, &[&str]) -> Vec<(String, Verdict)>,
) {
    let mut escaped = Vec::new();
    for (defect, cases) in meant {
        let verdicts = verdicts(*defect, cases).await;
        assert_eq!(verdicts.len(), cases.len(), "{defect:?}");
        let missed = verdicts.into_iter().filter(|(_, verdict)| *verdict != Verdict::Failed);
        escaped.extend(missed.map(|(case, verdict)| format!("{defect:?} by {case}: {verdict:?}")));
    }
    assert!(escaped.is_empty(), "escaped: {escaped:#?}");
}
