//! `rivta pki`: certificates for tests.

use std::process::ExitCode;

use rivta_pki::{Authority, Folder, FunctionCertificate, Subject, Validity};
use rivta_soap::time::{Clock, SystemClock};

use crate::arguments::PkiOptions;
use crate::error::Error;

pub(crate) fn run(options: &PkiOptions) -> Result<ExitCode, Error> {
    let now = SystemClock.now();
    let authority = Authority::new("rivta test authority", now)?;
    let folder = Folder::create(&options.out)?;
    println!("{}", folder.write_authority(&authority)?.display());
    let mut issued: Vec<(&str, FunctionCertificate)> = Vec::new();
    for party in &options.parties {
        let (name, hsa_id) = party
            .split_once('=')
            .ok_or_else(|| Error::value("--party", "NAME=HSA-ID, such as region=SE2321000131-T1"))?;
        let certificate = authority.issue(&Subject::new(name, hsa_id), Validity::current(now))?;
        let (path, key) = folder.write_certificate(name, &certificate)?;
        println!("{}\n{}", path.display(), key.display());
        issued.push((name, certificate));
    }
    let mut revoked = Vec::new();
    for name in &options.revoked {
        let found = issued.iter().find(|(issued, _)| issued == name);
        revoked.push(
            found
                .map(|(_, certificate)| certificate)
                .ok_or_else(|| Error::value("--revoked", "the NAME of a --party"))?,
        );
    }
    let list = authority.revocation_list(&revoked, now)?;
    println!("{}", folder.write_revocation_list(&list)?.display());
    Ok(ExitCode::SUCCESS)
}
