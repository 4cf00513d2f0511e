//! The defects.

macro_rules! mutations {
    ($($name:ident => [$($case:literal),+],)*) => {
        /// A defect of a producer; `None` is the sound one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Mutation {
            None,
            $($name,)*
        }

        impl Mutation {
            /// Every defect.
            pub(crate) const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// The cases that are meant to catch it.
            pub(crate) fn meant_for(self) -> &'static [&'static str] {
                match self {
                    Self::None => &[],
                    $(Self::$name => &[$($case),+],)*
                }
            }
        }
    };
}

mutations! {
    NoDisclosure => ["1.1.1"],
    LateDisclosure => ["1.1.2"],
    RefusesLocalIds => ["1.1.4"],
    OtherNamespaceInDisclosure => ["1.1.3"],
    MissingTypeOfFee => ["1.2.1"],
    ResidentWithoutTransactions => ["1.2.2", "1.2.5"],
    CareGiverGetsNothing => ["1.2.4"],
    WrongRequestId => ["1.3.1"],
    DoubleDisclosure => ["1.3.2"],
    RequestIdWithExtension => ["1.3.3"],
    OtherPerson => ["1.3.4"],
    LinkedIdentityForgotten => ["1.4.1"],
    OtherNamespaceInAnswer => ["1.5.1"],
    WrongResponseAddress => ["1.6.1"],
    NoSoapAction => ["1.6.2"],
    FaultWithoutLogId => ["1.7.1"],
    FaultWithStatus200 => ["1.7.2"],
    FaultWithPersonalNumber => ["1.7.3"],
    AcceptsBrokenXml => ["1.7.4"],
    AcceptsDocumentType => ["1.7.5"],
    AcceptsEverything => ["1.7.6", "1.7.8", "1.7.10", "1.7.11", "1.7.12", "1.7.13", "1.7.14", "1.7.15", "1.7.16", "1.7.18", "6.4.2"],
    FaultOfServer => ["1.7.7"],
    AcceptsWrongCheckDigit => ["1.7.9"],
    DisclosesWhatItRefused => ["1.7.17"],
    UnknownPersonIsFault => ["1.8.1"],
    WrongCharset => ["2.1"],
    BytesAreNotUtf8 => ["2.2"],
    RefusesUtf16 => ["2.3"],
    RefusesExtension => ["2.4"],
    RefusesMissingCharset => ["2.5"],
    RefusesByteOrderMark => ["2.6"],
    RefusesOtherPrefixes => ["2.7"],
    SoapActionDecides => ["2.9", "2.8"],
    VisitInFuture => ["5.1.1"],
    OldVisit => ["5.1.2", "5.2.9"],
    CardForAids => ["5.1.3"],
    FeeForTransport => ["5.1.4"],
    CareUnitToCareGiver => ["5.1.5"],
    RegisteredBeforeVisit => ["5.1.6"],
    RegisteredInFuture => ["5.1.7"],
    LocalRoot => ["5.1.8"],
    Euro => ["5.1.9", "5.2.13"],
    OtherCodeSystem => ["5.1.10"],
    CurrencyWithName => ["5.1.11"],
    NoTimeOfRegistration => ["5.1.12"],
    MissingCareUnit => ["5.1.13"],
    PeriodsEndApart => ["5.1.14"],
    AmountZero => ["5.1.15"],
    MissingCareGiver => ["5.1.16"],
    CareGiverGetsOneOfTwo => ["5.1.17"],
    CareGiverGetsCardAndFees => ["5.1.18", "1.2.3"],
    ThreeDecimals => ["5.2.1"],
    TwoCards => ["5.2.2"],
    DateThatIsNone => ["5.2.3"],
    CancelledIsSent => ["5.2.4"],
    OldIsSent => ["5.2.5"],
    LongPeriod => ["5.2.6"],
    RegionByName => ["5.2.7"],
    CardNotYetValid => ["5.2.8"],
    UnitByLocalId => ["5.2.10"],
    EmptyElement => ["5.2.11"],
    OneFeeMissing => ["5.2.12"],
    CardWithoutId => ["5.2.14"],
    FaultsUnderLoad => ["6.1.1", "6.1.2"],
    SlowAnswer => ["6.3.1"],
    NeverRecovers => ["6.2.1"],
    FallsOverLargeRequests => ["6.4.1"],
    SendsAgainAfterError => ["8.1"],
    SendsAgainAfterInfo => ["8.2"],
    SendsAtOnceAfterFault => ["8.3"],
    ImpatientDelivery => ["8.4"],
}
