//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use rivta_conformance::report::Evidence;

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  rivta conform --target my.toml\n  rivta conform --target my.toml --area producer --case 1.1.1\n  \
    rivta conform --target my.toml --suite some_domain_1.0/test-suite\n  rivta conform --demo                # starts the demonstration and judges it\n  \
    rivta conform --target my.toml --report report\n  rivta conform convert suite-soapui-project.xml cases\n\n\
    Exit codes: 0 every case as expected, 1 some case not, 2 no case could run."
)]
pub(crate) struct ConformOptions {
    #[command(subcommand)]
    pub(crate) task: Option<ConformTask>,
    /// The TOML file with addresses, certificates and test persons of the system that is judged
    #[arg(long, required_unless_present = "demo")]
    pub(crate) target: Option<PathBuf>,
    /// Start the demonstration and judge it, loads of a few seconds each
    #[arg(long, conflicts_with = "target")]
    pub(crate) demo: bool,
    /// The demonstration's folder; a temporary one unless given
    #[arg(long, requires = "demo")]
    pub(crate) dir: Option<PathBuf>,
    /// The folder with areas and cases
    #[arg(long = "cases", default_value = "testsuite/cases", conflicts_with = "suite")]
    pub(crate) folder: PathBuf,
    /// A domain release or a suite's folder as Inera publishes it: SoapUI projects with data.xml and constraints.xml
    #[arg(long, value_name = "FOLDER")]
    pub(crate) suite: Option<PathBuf>,
    /// An area, such as producer; may be given several times. All that the target has an address for unless given
    #[arg(long = "area", value_name = "AREA")]
    pub(crate) areas: Vec<String>,
    /// A case, such as 1.1.1 or producer/1.1.1; may be given several times
    #[arg(long = "case", value_name = "ID")]
    pub(crate) cases: Vec<String>,
    /// The TOML file with deviations that are known
    #[arg(long)]
    pub(crate) ledger: Option<PathBuf>,
    /// Tell only what is not as expected, and the sum
    #[arg(long)]
    pub(crate) quiet: bool,
    /// A folder for the report: a page, JSON, JUnit XML, evidence files and a self-declaration; it is made when it is missing
    #[arg(long, value_name = "DIR")]
    pub(crate) report: Option<PathBuf>,
    /// Show the values of messages in the report and personal numbers on the console; they are masked unless given
    #[arg(long)]
    pub(crate) unmasked: bool,
}

impl ConformOptions {
    /// What may be shown of persons.
    pub(crate) fn evidence(&self) -> Evidence {
        if self.unmasked {
            Evidence::Whole
        } else {
            Evidence::Masked
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConformTask {
    /// Make test cases of a SoapUI project, and tell what has no counterpart
    Convert(ConvertOptions),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  rivta conform convert GetStatus-soapui-project.xml cases\n  rivta conform --target my.toml --cases cases\n\n\
    What lies beside the project is taken along: data.xml and constraints.xml. Exit codes: 0 everything was converted, 1 \
    something was not, 2 nothing was."
)]
pub(crate) struct ConvertOptions {
    /// The project as SoapUI saves it
    pub(crate) project: PathBuf,
    /// The folder to write areas and cases to; it must be empty or missing
    pub(crate) out: PathBuf,
    /// Print what was not converted as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
