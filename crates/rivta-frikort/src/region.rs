//! The regions one system serves, checked.

use std::collections::BTreeSet;

use rivta_soap::identity::{County, HsaId, LogicalAddress, oid};
use rivta_soap::time::parse_date;

use crate::config::{AmountFrom, Configuration, Connection, RegionConfiguration};
use crate::error::Error;
use crate::ledger::{Ceiling, Ceilings, Ore, PriceBaseAmount};

/// A region whose fees this system keeps.
#[derive(Debug, Clone)]
pub struct Region {
    /// The county it is known by.
    pub county: County,
    /// Its name, for people.
    pub name: String,
    /// Its HSA-id.
    pub hsa_id: HsaId,
    /// The logical addresses that mean it.
    pub logical_addresses: Vec<LogicalAddress>,
    /// The root OIDs of local reserve ids it may be asked about.
    pub lrid_roots: Vec<String>,
    /// Its ceilings.
    pub ceilings: Ceilings,
    /// Whether deliveries must name the region, because the certificate is an agent's.
    pub through_agent: bool,
}

/// All regions of a system.
#[derive(Debug, Clone)]
pub struct Regions(Vec<Region>);

impl Regions {
    /// Reads and checks the regions of a configuration.
    ///
    /// # Errors
    /// [`Error::Configuration`] that names the place.
    pub fn from_configuration(configuration: &Configuration) -> Result<Self, Error> {
        let count = configuration.regions.len();
        if count == 0 {
            return Err(Error::configuration("regions", "at least one region is needed"));
        }
        if count > 1 && configuration.connection == Connection::Direct {
            return Err(Error::configuration(
                "connection",
                "a system for several regions is an agent: write connection = \"agent\"",
            ));
        }
        let national = Ceilings::national()?.with_price_base_amounts(&price_base_amounts(configuration)?);
        let regions = configuration.regions.iter().enumerate().map(|(index, region)| {
            let place = format!("regions[{index}]");
            check_region(
                &place,
                region,
                national.clone(),
                configuration.connection == Connection::Agent,
            )
        });
        let regions = Self(regions.collect::<Result<_, _>>()?);
        regions.check_unique()?;
        Ok(regions)
    }

    /// The region a logical address means.
    pub fn at(&self, address: &LogicalAddress) -> Option<&Region> {
        self.0.iter().find(|region| region.logical_addresses.contains(address))
    }

    /// The region with this county code.
    pub fn by_county(&self, code: &str) -> Option<&Region> {
        self.0.iter().find(|region| region.county.code() == code)
    }

    /// All regions, in the order of the configuration.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.0.iter()
    }

    fn check_unique(&self) -> Result<(), Error> {
        let (mut counties, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for (index, region) in self.0.iter().enumerate() {
            if !counties.insert(region.county) {
                return Err(Error::configuration(
                    format!("regions[{index}].county_code"),
                    "two regions have the same",
                ));
            }
            if !region.logical_addresses.iter().all(|address| addresses.insert(address)) {
                return Err(Error::configuration(
                    format!("regions[{index}].logical_addresses"),
                    "an address stands twice",
                ));
            }
        }
        Ok(())
    }
}

fn check_region(
    place: &str,
    region: &RegionConfiguration,
    national: Ceilings,
    through_agent: bool,
) -> Result<Region, Error> {
    let at = |field: &str| format!("{place}.{field}");
    let county = County::by_code(&region.county_code)
        .ok_or_else(|| Error::configuration(at("county_code"), "not a county code in use"))?;
    let hsa_id =
        HsaId::new(region.hsa_id.as_str()).map_err(|error| Error::configuration(at("hsa_id"), error.to_string()))?;
    if region.logical_addresses.is_empty() {
        return Err(Error::configuration(
            at("logical_addresses"),
            "at least one address is needed",
        ));
    }
    let addresses = region
        .logical_addresses
        .iter()
        .map(|text| own_address(&at("logical_addresses"), text));
    if !region.lrid_roots.iter().all(|root| is_local_root(root)) {
        return Err(Error::configuration(
            at("lrid_roots"),
            "not the OID of a local reserve id",
        ));
    }
    let ceilings = region.ceilings.iter().map(|amount| {
        let valid_from = read_date(&at("ceilings"), amount)?;
        Ok(Ceiling {
            valid_from,
            amount: Ore::kronor(amount.kronor),
        })
    });
    Ok(Region {
        county,
        name: region.name.clone(),
        hsa_id,
        logical_addresses: addresses.collect::<Result<_, _>>()?,
        lrid_roots: region.lrid_roots.clone(),
        ceilings: national.with_regional(&ceilings.collect::<Result<Vec<_>, Error>>()?)?,
        through_agent,
    })
}

fn own_address(place: &str, text: &str) -> Result<LogicalAddress, Error> {
    let address = LogicalAddress::new(text).map_err(|error| Error::configuration(place, error.to_string()))?;
    if address.has_whitespace() {
        return Err(Error::configuration(place, "an address holds white space"));
    }
    if address.is_national() {
        return Err(Error::configuration(
            place,
            "the national address belongs to the aggregating service",
        ));
    }
    Ok(address)
}

fn is_local_root(root: &str) -> bool {
    oid::is_oid(root) && ![oid::PERSONNUMMER, oid::SAMORDNINGSNUMMER, oid::NRID, oid::HSA_ID].contains(&root)
}

fn price_base_amounts(configuration: &Configuration) -> Result<Vec<PriceBaseAmount>, Error> {
    let place = "price_base_amounts";
    let amounts = configuration.price_base_amounts.iter().map(|amount| {
        // Below 2 000 kronor the ceiling would round down to nothing.
        if !(2_000..=10_000_000).contains(&amount.kronor) {
            return Err(Error::configuration(
                place,
                "a price base amount is between 2 000 and 10 000 000 kronor",
            ));
        }
        Ok(PriceBaseAmount {
            valid_from: read_date(place, amount)?,
            kronor: amount.kronor,
        })
    });
    amounts.collect()
}

fn read_date(place: &str, amount: &AmountFrom) -> Result<chrono::NaiveDate, Error> {
    parse_date(&amount.valid_from)
        .map_err(|error| Error::configuration(format!("{place}.valid_from"), error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent() -> Configuration {
        toml::from_str(
            r#"
            store = "frikort.sqlite"
            connection = "agent"
            [[regions]]
            county_code = "13"
            name = "Region Halland"
            hsa_id = "SE2321000115-H000"
            logical_addresses = ["13", "SE2321000115-H001"]
            lrid_roots = ["1.2.752.97.3.1.3"]
            ceilings = [{ valid_from = "20260101", kronor = 1200 }]
            [[regions]]
            county_code = "10"
            name = "Region Blekinge"
            hsa_id = "SE2321000081-K000"
            logical_addresses = ["10"]
            "#,
        )
        .unwrap()
    }

    fn problem(change: impl FnOnce(&mut Configuration)) -> String {
        let mut configuration = agent();
        change(&mut configuration);
        Regions::from_configuration(&configuration).unwrap_err().to_string()
    }

    #[test]
    fn the_address_selects_the_region() {
        let regions = Regions::from_configuration(&agent()).unwrap();
        let by = |text: &str| {
            regions
                .at(&LogicalAddress::new(text).unwrap())
                .map(|region| region.county.code())
        };
        assert_eq!(
            (by("13"), by("SE2321000115-H001"), by("10")),
            (Some("13"), Some("13"), Some("10"))
        );
        assert_eq!((by("14"), by("5565594230")), (None, None));
    }

    #[test]
    fn only_the_region_that_decided_it_has_the_lower_ceiling() {
        let regions = Regions::from_configuration(&agent()).unwrap();
        let day = "2026-05-10".parse().unwrap();
        assert_eq!(regions.by_county("13").unwrap().ceilings.on(day), Ore::kronor(1200));
        assert_eq!(regions.by_county("10").unwrap().ceilings.on(day), Ore::kronor(1450));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_place() {
        assert!(problem(|c| c.regions.clear()).contains("regions"));
        assert!(problem(|c| c.connection = Connection::Direct).contains("connection"));
        assert!(problem(|c| c.regions[1].county_code = "02".into()).contains("regions[1].county_code"));
        assert!(problem(|c| c.regions[1].county_code = "13".into()).contains("same"));
        assert!(problem(|c| c.regions[1].hsa_id = " ".into()).contains("regions[1].hsa_id"));
        assert!(problem(|c| c.regions[1].logical_addresses = vec!["13".into()]).contains("twice"));
        assert!(problem(|c| c.regions[1].logical_addresses.clear()).contains("at least one"));
        assert!(problem(|c| c.regions[1].logical_addresses = vec!["5565594230".into()]).contains("national"));
        assert!(problem(|c| c.regions[0].lrid_roots = vec![oid::PERSONNUMMER.into()]).contains("lrid_roots"));
        assert!(problem(|c| c.regions[0].ceilings[0].kronor = 1500).contains("ceilings"));
        assert!(problem(|c| c.regions[0].ceilings[0].valid_from = "20250231".into()).contains("valid_from"));
        // 2 000 kronor give a ceiling of 50, and less gives none.
        let amount = |kronor| AmountFrom {
            valid_from: "20270101".into(),
            kronor,
        };
        for kronor in [1_999, 10_000_001] {
            assert!(problem(|c| c.price_base_amounts = vec![amount(kronor)]).contains("price_base"));
        }
        for kronor in [2_000, 10_000_000] {
            let mut configuration = agent();
            configuration.price_base_amounts = vec![amount(kronor)];
            Regions::from_configuration(&configuration).unwrap();
        }
    }
}
