//! Whether calls can be taken (section 7.5).

use http::StatusCode;
use serde::Serialize;

use crate::platform::Platform;

const UP: &str = "UP";
const DOWN: &str = "DOWN";

/// A page: the state of the whole and of each part.
#[derive(Serialize)]
struct Health<C> {
    status: &'static str,
    components: C,
}

#[derive(Serialize)]
struct Readiness {
    #[serde(rename = "readinessState")]
    state: State,
    #[serde(rename = "takCache")]
    rows: Component<Rows>,
    #[serde(rename = "hsaCache")]
    tree: Component<Tree>,
}

#[derive(Serialize)]
struct Liveness {
    #[serde(rename = "livenessState")]
    state: State,
}

#[derive(Serialize)]
struct State {
    status: &'static str,
}

#[derive(Serialize)]
struct Component<D> {
    status: &'static str,
    details: D,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rows {
    refresh_status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tree {
    hsa_cache_status: &'static str,
}

/// Ready when there is a catalogue, with the organisation tree if one is configured and could be read when it last was,
/// and no shutdown has begun.
pub(super) fn readiness(platform: &Platform) -> (StatusCode, String) {
    let has_catalogue = platform.catalog.load().is_some();
    let is_open = !platform.is_stopping();
    let needs_tree = !platform.configuration.addressing.hsa_files.is_empty();
    let has_tree = platform.has_tree() || !needs_tree;
    let is_up = has_catalogue && has_tree && is_open;
    let word = |is_up| if is_up { UP } else { DOWN };
    let components = Readiness {
        state: State {
            status: if is_open { UP } else { "OUT_OF_SERVICE" },
        },
        rows: Component {
            status: word(has_catalogue),
            details: Rows {
                refresh_status: platform.rows.load().status.as_str(),
            },
        },
        tree: Component {
            status: word(has_tree),
            details: Tree {
                hsa_cache_status: match (needs_tree, has_tree) {
                    (false, _) => "Not configured",
                    (true, true) => "Initialized",
                    (true, false) => "Not initialized",
                },
            },
        },
    };
    let status = if is_up {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (
        status,
        written(&Health {
            status: word(is_up),
            components,
        }),
    )
}

/// Whoever answers is alive, whatever it has of catalogue and tree.
pub(super) fn liveness() -> String {
    let state = State { status: UP };
    let components = Liveness { state };
    written(&Health { status: UP, components })
}

fn written<C: Serialize>(health: &Health<C>) -> String {
    serde_json::to_string(health).unwrap_or_default()
}
