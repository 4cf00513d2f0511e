//! The log points of a call (section 8.1).

use tracing::Level;

/// One log point, and what its events have in common.
pub(super) struct Point {
    /// `event.action`.
    pub(super) action: &'static str,
    pub(super) level: Level,
    /// Members of a JSON object, a comma before each, up to who calls whom in the last, the message.
    pub(super) members: &'static str,
}

/// How the object of every event begins. The names are those under which the incumbent logs, which collectors of logs
/// look for.
pub(super) const EVERYWHERE: &str = concat!(
    r#"{"service.name":"vp-services","event.kind":"event","event.category":["web"],"#,
    r#""event.module":"skltp-messages""#
);

/// Which of the incumbent's parts a call is in: between its two sides, at the producer's, at either entrance.
pub(super) const INSIDE: &str = r#","labels.route":"vagval-route""#;
pub(super) const TO_PRODUCER: &str = r#","labels.route":"to-producer-route""#;
pub(super) const FROM_TLS: &str = r#","labels.route":"vp-https-route""#;
pub(super) const FROM_PLAIN: &str = r#","labels.route":"vp-http-route""#;

macro_rules! point {
    ($level:ident, $action:literal, $logger:literal, $kind:literal) => {
        Point {
            action: $action,
            level: Level::$level,
            members: concat!(
                r#","log.logger":"se.skl.tp.vp.logging."#,
                $logger,
                r#"","event.action":""#,
                $action,
                r#"","event.type":["access",""#,
                $kind,
                r#""],"message":""#,
                $action,
                " "
            ),
        }
    };
}

pub(super) const REQUEST_IN: Point = point!(INFO, "req-in", "req.in", "start");
pub(super) const REQUEST_OUT: Point = point!(INFO, "req-out", "req.out", "start");
pub(super) const RESPONSE_IN: Point = point!(INFO, "resp-in", "resp.in", "end");
pub(super) const RESPONSE_OUT: Point = point!(INFO, "resp-out", "resp.out", "end");
pub(super) const ERROR: Point = point!(ERROR, "error", "error", "end");
