//! What the operating system tells of a process and its children.

use std::fs;

use crate::Outcome;

/// A process, by its id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    pub(crate) fn own() -> Self {
        Self(std::process::id())
    }

    /// Time on a processor so far, user and system, of all threads and of living children, in seconds.
    pub(crate) fn cpu(self) -> Outcome<f64> {
        cpu(&self.family())
    }

    /// The same without children.
    pub(crate) fn cpu_alone(self) -> Outcome<f64> {
        cpu(&[self.0])
    }

    /// Resident memory now, in KiB, shared pages counted once for each process.
    pub(crate) fn resident(self) -> Outcome<u64> {
        self.sum("VmRSS:")
    }

    /// The most resident memory since [`Process::forget_peak`], in KiB.
    pub(crate) fn peak(self) -> Outcome<u64> {
        self.sum("VmHWM:")
    }

    pub(crate) fn forget_peak(self) -> Outcome<()> {
        for id in self.family() {
            fs::write(format!("/proc/{id}/clear_refs"), "5")?;
        }
        Ok(())
    }

    /// Resident memory now, in KiB, pages shared with others counted in part.
    pub(crate) fn proportional(self) -> Outcome<u64> {
        let text = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.0))?;
        kibibytes(&text, "Pss:")
    }

    /// Open descriptors: files, sockets, pipes.
    pub(crate) fn descriptors(self) -> Outcome<usize> {
        Ok(fs::read_dir(format!("/proc/{}/fd", self.0))?.count())
    }

    pub(crate) fn threads(self) -> Outcome<usize> {
        Ok(fs::read_dir(format!("/proc/{}/task", self.0))?.count())
    }

    fn sum(self, key: &str) -> Outcome<u64> {
        let mut sum = 0;
        for id in self.family() {
            sum += kibibytes(&fs::read_to_string(format!("/proc/{id}/status"))?, key)?;
        }
        Ok(sum)
    }

    /// The process itself and its children (nginx and haproxy work in them).
    fn family(self) -> Vec<u32> {
        let path = format!("/proc/{0}/task/{0}/children", self.0);
        let children = fs::read_to_string(path).unwrap_or_default();
        let children = children.split_whitespace().filter_map(|id| id.parse().ok());
        std::iter::once(self.0).chain(children).collect()
    }
}

fn kibibytes(text: &str, key: &str) -> Outcome<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    let value = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(value
        .ok_or_else(|| format!("{key} is missing in /proc"))?
        .trim()
        .parse()?)
}

fn cpu(processes: &[u32]) -> Outcome<f64> {
    let mut ticks = 0;
    for id in processes {
        let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
        // The name, in parentheses, may hold anything.
        let fields = stat.rsplit_once(") ").ok_or("/proc/<id>/stat is not understood")?.1;
        let fields: Vec<&str> = fields.split(' ').collect();
        for at in [11, 12] {
            ticks += fields.get(at).ok_or("/proc/<id>/stat is short")?.parse::<u64>()?;
        }
    }
    // The kernel's unit toward programs, whatever its own.
    Ok(ticks as f64 / 100.0)
}
