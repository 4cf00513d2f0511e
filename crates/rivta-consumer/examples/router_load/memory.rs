//! What connections at rest and large bodies cost in memory.

use std::sync::Arc;

use crate::Outcome;
use crate::client::Connection;
use crate::material::{Material, request};
use crate::parts::Part;

/// Connections at rest.
const RESTING: usize = 2000;

/// The body that passes, in bytes.
const LARGE: usize = 50 << 20;

/// What was found, in KiB.
pub(crate) struct Memory {
    pub(crate) part: &'static str,
    pub(crate) resident: u64,
    /// For one connection that has carried one call and rests.
    pub(crate) connection: f64,
    /// Above what was resident before, while the large body passed.
    pub(crate) large_body: u64,
}

pub(crate) fn measure(part: &Part, material: &Material) -> Outcome<Memory> {
    let process = part.process.ok_or("there is no process to look at")?;
    let config = Arc::new(material.client(false)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let large = request(LARGE);
        let mut connection = Connection::open(&config, part.address).await?;
        let small = request(2 << 10);
        connection.call(&small).await?;
        process.forget_peak()?;
        let resident = process.resident()?;
        connection.call(&large).await?;
        let large_body = process.peak()?.saturating_sub(resident);
        drop(connection);
        let before = process.resident()?;
        let mut resting = Vec::with_capacity(RESTING);
        for _ in 0..RESTING {
            let mut connection = Connection::open(&config, part.address).await?;
            connection.call(&small).await?;
            resting.push(connection);
        }
        let after = process.resident()?;
        Ok(Memory {
            part: part.name,
            resident,
            connection: after.saturating_sub(before) as f64 / RESTING as f64,
            large_body,
        })
    })
}
