//! A WSDL, as the only file of a package.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rivta_schema::source::SourceTree;
use rivta_schema::{Package, PackageId};

fuzz_target!(|bytes: &[u8]| {
    let mut tree = SourceTree::default();
    let added = tree.add(
        "interactions/FuzzInteraction/FuzzInteraction_1.0_RIVTABP21.wsdl",
        "FuzzInteraction_1.0_RIVTABP21.wsdl".into(),
        bytes.to_vec(),
    );
    if added.is_ok() {
        if let Err(error) = Package::load(PackageId::new("fuzz", "1.0"), &tree) {
            let _ = (error.to_string(), error.advice());
        }
    }
});
