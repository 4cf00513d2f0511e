//! The parties of the small Sweden: regions, an agent, the platform and the asker.
//!
//! County codes, names of regions and the platform's number are real; care units and the HSA-ids
//! of systems are made up.

/// A system that discloses fees: a region's own, or an agent's for several regions.
#[derive(Debug)]
pub(super) struct System {
    /// Name of its certificate and of its files.
    pub(super) name: &'static str,
    /// HSA-id in its certificate.
    pub(super) hsa_id: &'static str,
    /// Whether the system belongs to an agent (*agentanslutning*).
    pub(super) agent: bool,
    pub(super) regions: &'static [Region],
}

/// A region as a system knows it.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) county: &'static str,
    pub(super) name: &'static str,
    pub(super) hsa_id: &'static str,
}

/// A care unit with the care giver it belongs to.
#[derive(Debug)]
pub(super) struct CareUnit {
    pub(super) hsa_id: &'static str,
    pub(super) care_giver: &'static str,
    pub(super) name: &'static str,
}

/// HSA-id in the platform's certificate.
pub(super) const PLATFORM: &str = "SE5565594230-RIVTA";

/// HSA-id in the engagement index's certificate.
pub(super) const INDEX: &str = "SE5565594230-EI01";

/// HSA-id in the aggregator's certificate.
pub(super) const AGGREGATOR: &str = "SE5565594230-AGP1";

/// HSA-id and logical address of the asker.
pub(super) const ASKER: &str = "SE5565594230-HKS1";

/// A region that has a route in the catalogue and posts in the engagement index, but whose system is down.
pub(super) const DOWN: Region = Region {
    county: "24",
    name: "Region Västerbotten",
    hsa_id: "SE2321000222-FRIK",
};

/// Every system that is up.
pub(super) const SYSTEMS: [System; 4] = [
    System {
        name: "region-01",
        hsa_id: "SE2321000016-FRIK",
        agent: false,
        regions: &[Region {
            county: "01",
            name: "Region Stockholm",
            hsa_id: "SE2321000016-A000",
        }],
    },
    System {
        name: "region-13",
        hsa_id: "SE2321000115-FRIK",
        agent: false,
        regions: &[Region {
            county: "13",
            name: "Region Halland",
            hsa_id: "SE2321000115-A000",
        }],
    },
    System {
        name: "region-14",
        hsa_id: "SE2321000131-FRIK",
        agent: false,
        regions: &[Region {
            county: "14",
            name: "Västra Götalandsregionen",
            hsa_id: "SE2321000131-A000",
        }],
    },
    System {
        name: "agent",
        hsa_id: "SE5560000001-AGENT",
        agent: true,
        regions: &[
            Region {
                county: "17",
                name: "Region Värmland",
                hsa_id: "SE2321000156-A000",
            },
            Region {
                county: "18",
                name: "Region Örebro län",
                hsa_id: "SE2321000164-A000",
            },
        ],
    },
];

/// The counties whose systems are up.
pub(super) const COUNTIES: [&str; 5] = ["01", "13", "14", "17", "18"];

static UNITS: [(&str, [CareUnit; 2]); 5] = [
    (
        "01",
        [
            CareUnit {
                hsa_id: "SE2321000016-V001",
                care_giver: "SE2321000016-A000",
                name: "Vårdcentralen Eken",
            },
            CareUnit {
                hsa_id: "SE2321000016-V002",
                care_giver: "SE2321000016-A000",
                name: "Ögonmottagningen Sundet",
            },
        ],
    ),
    (
        "13",
        [
            CareUnit {
                hsa_id: "SE2321000115-V001",
                care_giver: "SE2321000115-A000",
                name: "Vårdcentralen Kusten",
            },
            CareUnit {
                hsa_id: "SE2321000115-V002",
                care_giver: "SE2321000115-A000",
                name: "Akutmottagningen Halland",
            },
        ],
    ),
    (
        "14",
        [
            CareUnit {
                hsa_id: "SE2321000131-V001",
                care_giver: "SE2321000131-A000",
                name: "Vårdcentralen Ängen",
            },
            CareUnit {
                hsa_id: "SE2321000131-V002",
                care_giver: "SE2321000131-A000",
                name: "Hudmottagningen Älven",
            },
        ],
    ),
    (
        "17",
        [
            CareUnit {
                hsa_id: "SE2321000156-V001",
                care_giver: "SE2321000156-A000",
                name: "Vårdcentralen Klarälven",
            },
            CareUnit {
                hsa_id: "SE2321000156-V002",
                care_giver: "SE2321000156-A000",
                name: "Rehabmottagningen Skogen",
            },
        ],
    ),
    (
        "18",
        [
            CareUnit {
                hsa_id: "SE2321000164-V001",
                care_giver: "SE2321000164-A000",
                name: "Vårdcentralen Bergslagen",
            },
            CareUnit {
                hsa_id: "SE2321000164-V002",
                care_giver: "SE2321000164-A000",
                name: "Öronmottagningen Slottet",
            },
        ],
    ),
];

static NOWHERE: CareUnit = CareUnit {
    hsa_id: "SE2321000222-V001",
    care_giver: "SE2321000222-A000",
    name: "Okänd",
};

/// One of a county's care units; `choice` decides which.
pub(super) fn care_unit(county: &str, choice: i64) -> &'static CareUnit {
    let units = UNITS.iter().find(|(code, _)| *code == county).map(|(_, units)| units);
    match units {
        Some([first, second]) => {
            if choice % 2 == 0 {
                first
            } else {
                second
            }
        }
        None => &NOWHERE,
    }
}

/// The name of a care unit, as HSA's catalogue would have it.
pub(crate) fn care_unit_name(hsa_id: &str) -> Option<&'static str> {
    UNITS
        .iter()
        .flat_map(|(_, units)| units)
        .find(|unit| unit.hsa_id == hsa_id)
        .map(|unit| unit.name)
}
