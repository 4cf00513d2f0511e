//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser};

use rivta_router::Configuration;
use rivta_router::config::LogStyle;

use crate::aggregator::{AggregatorOptions, AggregatorTask};
use crate::conform::ConformOptions;
use crate::generate::arguments::GenerateOptions;
use crate::index::{IndexOptions, IndexTask};
use crate::live::LiveOptions;
use crate::log::Reader;
use crate::platform::{self, PlatformOptions, PlatformTask};
use crate::roundtrip::arguments::RoundtripOptions;
use crate::route::RouteOptions;
use crate::scaffold::arguments::ScaffoldOptions;

/// An open Rust stack for Swedish health care's service contracts (RIV-TA).
#[derive(Debug, Parser)]
#[command(version, about)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) subcommand: Subcommand,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Subcommand {
    /// Start a small Sweden on loopback and ask for one person's high-cost protection
    Demo(DemoOptions),
    /// Make an authority, function certificates and a revocation list for tests
    Pki(PkiOptions),
    /// Start the national platform's router
    Router(RouterOptions),
    /// Run the services that ask all sources who know a person
    Aggregator(AggregatorOptions),
    /// Run a whole national platform: router, engagement index and aggregator
    Platform(PlatformOptions),
    /// Run an engagement index, or look after what its subscribers have not taken
    Index(IndexOptions),
    /// Run a region's card system, or look after it
    Frikort(FrikortOptions),
    /// Ask the regions what a person has paid and whether there is a card
    Ask(AskOptions),
    /// Show the contracts below a path, what is unusual about them, and how their types look
    Inspect(InspectOptions),
    /// Write a whole crate with types and contracts for everything below the paths
    Generate(GenerateOptions),
    /// Run messages through a generated crate: decode, encode, compare
    Roundtrip(RoundtripOptions),
    /// Write a project that serves a contract, with mutual TLS, settings, certificates and a test
    #[command(
        after_help = "Example:\n  rivta new-producer my-producer --contract GetStatus --workspace ~/rivta some_domain_1.0.zip\n  \
        cd my-producer && cargo run"
    )]
    NewProducer(ScaffoldOptions),
    /// Write a project that calls a contract, with mutual TLS, settings, certificates and a test
    #[command(
        after_help = "Example, with the certificates of a producer made by rivta new-producer:\n  \
        rivta new-consumer my-consumer --contract GetStatus --workspace ~/rivta --pki my-producer/pki some_domain_1.0.zip\n  \
        cd my-consumer && cargo run"
    )]
    NewConsumer(ScaffoldOptions),
    /// Judge messages by the schemas of a package: bare payloads or whole SOAP envelopes
    Validate(ValidateOptions),
    /// Explain what becomes of a call by the addressing catalogue, or serve the catalogue to others
    Route(RouteOptions),
    /// Tell whether messages keep the rules of a Schematron file
    Schematron(SchematronOptions),
    /// Run connection tests against a system: a producer, a consumer, a router, or the demonstration
    Conform(ConformOptions),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rivta demo\n  rivta demo --serve --dir sweden     # keeps running; prints addresses and a curl command"
)]
pub(crate) struct DemoOptions {
    /// Whom to ask about: a personal number of the demonstration (see --persons)
    #[arg(long, default_value = "19121212-1212")]
    pub(crate) person: String,
    /// Print the answer, or with --serve the addresses, as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Keep everything running until interrupted instead of asking
    #[arg(long)]
    pub(crate) serve: bool,
    /// List the persons that have a story, and end
    #[arg(long)]
    pub(crate) persons: bool,
    /// Where certificates, ledgers and configuration files are written; a temporary folder unless given
    #[arg(long)]
    pub(crate) dir: Option<PathBuf>,
    /// The router's port; any free one unless given
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// How many seconds to wait for the regions' answers
    #[arg(long, default_value_t = 20)]
    pub(crate) patience: u64,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  rivta pki --out pki --party producer=SE5560000001-PRODUCER --party consumer=SE5560000001-CONSUMER"
)]
pub(crate) struct PkiOptions {
    /// The folder to write to; it is made when it is missing
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// A party to make a certificate for, as NAME=HSA-ID; may be given several times
    #[arg(long = "party", required = true)]
    pub(crate) parties: Vec<String>,
    /// A party among them whose certificate is revoked; may be given several times
    #[arg(long = "revoked")]
    pub(crate) revoked: Vec<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example, with the files that rivta demo --serve --dir sweden has written:\n  rivta router --config sweden/router.toml"
)]
pub(crate) struct RouterOptions {
    #[command(subcommand)]
    pub(crate) task: Option<RouterTask>,
    /// The router's TOML file
    #[arg(long, global = true, default_value = "router.toml")]
    pub(crate) config: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum RouterTask {
    /// Run until interrupted, as without a subcommand
    Run,
    /// Check configuration, certificates and catalogue without listening
    Check,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples, with the files that rivta demo --serve --dir sweden has written:\n  rivta frikort run --config sweden/region-14.toml\n  rivta frikort status --config sweden/region-14.toml"
)]
pub(crate) struct FrikortOptions {
    #[command(subcommand)]
    pub(crate) task: FrikortTask,
    /// The card system's TOML file
    #[arg(long, global = true, default_value = "frikort.toml")]
    pub(crate) config: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum FrikortTask {
    /// Take requests and deliver disclosures until interrupted
    Run,
    /// Take in CSV files: identities first, then fees
    Import {
        /// Columns `root,extension,main_root,main_extension`
        #[arg(long)]
        identities: Option<PathBuf>,
        /// Columns `region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled`
        #[arg(long)]
        fees: Option<PathBuf>,
    },
    /// Take in one fee; one that is known by its id is corrected
    Register(FeeOptions),
    /// Show how many fees there are and how the requests stand
    Status {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell the engagement index everything anew and remove what it should not have, and wait until it has it all
    Reindex {
        /// A county code; may be given several times. All regions of the system unless given
        #[arg(long = "region")]
        regions: Vec<String>,
    },
    /// Send a parked request again, by its number in `status`
    Release {
        /// The request's number
        number: i64,
    },
}

/// One fee, as a line of a file of fees has it. It is registered now.
#[derive(Debug, Args)]
pub(crate) struct FeeOptions {
    /// The county code of the region
    #[arg(long)]
    pub(crate) region: String,
    /// The fee's own id in the region
    #[arg(long)]
    pub(crate) fee_id: String,
    /// The OID of the patient's kind of id
    #[arg(long)]
    pub(crate) root: String,
    /// The patient's id
    #[arg(long)]
    pub(crate) extension: String,
    /// YYYYMMDD; today unless given
    #[arg(long)]
    pub(crate) date_of_visit: Option<String>,
    /// In kronor
    #[arg(long)]
    pub(crate) amount: String,
    /// HSA-id
    #[arg(long)]
    pub(crate) care_giver: String,
    /// HSA-id
    #[arg(long)]
    pub(crate) care_unit: String,
    /// The fee is cancelled
    #[arg(long)]
    pub(crate) cancelled: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples, with the files that rivta demo --serve --dir sweden has written:\n  rivta ask --config sweden/ask.toml 19121212-1212\n  \
    rivta ask --config sweden/ask.toml --source 14 --json 19121212-1212\n\n\
    Exit codes: 0 every source that was to answer has; 1 the question could not be put; 3 answers are missing; 4 no region \
    knows the person"
)]
pub(crate) struct AskOptions {
    /// The person, who asks about their own fees: a personal number
    pub(crate) person: String,
    /// The asker's TOML file
    #[arg(long, default_value = "ask.toml")]
    pub(crate) config: PathBuf,
    /// Ask at this logical address instead of those in the file: a county code, the HSA-id of a source system, or
    /// 5565594230 for all who know the person; may be given several times
    #[arg(long = "source", value_name = "ADDRESS")]
    pub(crate) sources: Vec<String>,
    /// How many seconds to wait for the disclosures, instead of what the file says
    #[arg(long, value_name = "SECONDS")]
    pub(crate) deadline: Option<u64>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Add a table for staff: each source's address, when it answered, and what went wrong there
    #[arg(long)]
    pub(crate) details: bool,
    /// Show the request to the first source instead of sending anything
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rivta inspect some_domain_1.0.zip\n  rivta inspect schemas --type FeeExemptionType\n  \
    rivta inspect 'https://localhost:8443/?wsdl' --cert own.pem --key own-key.pem --trust ca.pem"
)]
pub(crate) struct InspectOptions {
    /// Folders with domain releases as published, zip archives of them, single .wsdl or .xsd files, or the URLs of
    /// running services' WSDLs, such as `https://host/path?wsdl`
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Show the elements and types of this name as trees, instead of the contracts; may be given several times
    #[arg(long = "type", value_name = "NAME")]
    pub(crate) types: Vec<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) live: LiveOptions,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rivta validate --package some_domain_1.0.zip messages/*.xml")]
pub(crate) struct ValidateOptions {
    /// A folder with domain releases as published, a zip archive of them, or a single .wsdl or .xsd file; may be given several times
    #[arg(long = "package", value_name = "PATH", required = true)]
    pub(crate) packages: Vec<PathBuf>,
    /// The messages
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rivta schematron constraints.xml answer.xml")]
pub(crate) struct SchematronOptions {
    /// The rules: ISO Schematron with queryBinding xslt2
    pub(crate) rules: PathBuf,
    /// Messages: whole SOAP envelopes, if that is what the rules are about
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The request that the messages answer; each is judged together with it
    #[arg(long)]
    pub(crate) request: Option<PathBuf>,
    /// The present moment for the rules, as 2026-05-10T12:00:00+02:00; the machine's clock unless given
    #[arg(long)]
    pub(crate) clock: Option<String>,
    /// A value for a variable of the rules, as NAME=VALUE: what the message does not say; may be given several times
    #[arg(long = "let", value_name = "NAME=VALUE")]
    pub(crate) parameters: Vec<String>,
    /// The phase whose patterns are used; the schema's default phase unless given, or all
    #[arg(long)]
    pub(crate) phase: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Tell in the JSON which rules judged which nodes
    #[arg(long, requires = "json")]
    pub(crate) fired: bool,
}

impl Arguments {
    /// Who reads the log, and what is logged when `RUST_LOG` says nothing: a person who asks wants the answer, an operator
    /// what happens.
    pub(crate) fn log(&self) -> (Reader, &'static str) {
        match &self.subcommand {
            Subcommand::Router(RouterOptions {
                task: None | Some(RouterTask::Run),
                ..
            })
            | Subcommand::Frikort(FrikortOptions {
                task: FrikortTask::Run, ..
            })
            | Subcommand::Aggregator(AggregatorOptions {
                task: AggregatorTask::Run { .. },
            })
            | Subcommand::Platform(PlatformOptions {
                task: PlatformTask::Run { .. },
            })
            | Subcommand::Index(IndexOptions {
                task: IndexTask::Run { .. },
            }) => (Reader::Collector(self.log_style()), "info"),
            Subcommand::Route(options) if options.is_serving() => (Reader::Collector(LogStyle::Ecs), "info"),
            Subcommand::Demo(options) if options.serve => (Reader::Person, "warn"),
            _ => (Reader::Person, "off"),
        }
    }

    /// What the router's configuration says, which is read for it before anything is logged; a mistake in it is told when it is
    /// read to be used.
    fn log_style(&self) -> LogStyle {
        let configuration = match &self.subcommand {
            Subcommand::Router(RouterOptions { config, .. }) => Configuration::from_toml_file(config).ok(),
            Subcommand::Platform(PlatformOptions {
                task: PlatformTask::Run { config },
            }) => platform::router_of(config),
            _ => None,
        };
        configuration.map_or_else(LogStyle::default, |configuration| configuration.log.style)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }

    #[test]
    fn the_help_of_every_command_has_an_example() {
        for command in super::Arguments::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let example = format!("\n  rivta {}", command.get_name());
            assert!(help.contains(&example), "{}", command.get_name());
        }
    }
}
