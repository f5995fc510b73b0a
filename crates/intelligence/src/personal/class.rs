//! Which kinds of personal data are told apart.

use serde::{Deserialize, Serialize};

/// A kind of personal data. The order is that of how specific a kind is: of two findings of one place, the earlier stays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalClass {
    /// User and password within a URL.
    UrlCredentials,
    /// E-mail address.
    Email,
    /// International bank account number.
    Iban,
    /// Chinese resident identity number, of 18 or (before 1999) 15 digits.
    ChineseId,
    /// Unified social credit code of a Chinese organisation, which names sole traders too.
    CreditCode,
    /// Number of a payment card.
    Card,
    /// Social security number of the United States.
    Ssn,
    /// Identity card of Hong Kong.
    HongKongId,
    /// Another national identity or tax number: CPF, DNI and NIE, codice fiscale, resident registration number of Korea, identity number of Taiwan.
    NationalId,
    /// Permit of residents of Hong Kong and Macau for the mainland, or of mainlanders for Hong Kong, Macau and Taiwan.
    HongKongMacauPermit,
    /// Permit of residents of Taiwan for the mainland.
    TaiwanPermit,
    /// Passport.
    Passport,
    /// Driving licence.
    DrivingLicence,
    /// Chinese licence plate, with those of new-energy vehicles.
    Plate,
    /// IP address, version 4 or 6.
    Ip,
    /// Telephone number.
    Phone,
    /// Date of birth, by cue.
    BirthDate,
    /// Postal code, by cue.
    PostalCode,
    /// Name of a person, by cue: partial.
    Name,
    /// Postal address, by cue: partial.
    Address,
}

impl PersonalClass {
    /// All of them, in their order.
    pub const ALL: [Self; 20] = [
        Self::UrlCredentials,
        Self::Email,
        Self::Iban,
        Self::ChineseId,
        Self::CreditCode,
        Self::Card,
        Self::Ssn,
        Self::HongKongId,
        Self::NationalId,
        Self::HongKongMacauPermit,
        Self::TaiwanPermit,
        Self::Passport,
        Self::DrivingLicence,
        Self::Plate,
        Self::Ip,
        Self::Phone,
        Self::BirthDate,
        Self::PostalCode,
        Self::Name,
        Self::Address,
    ];

    /// What stands in a redacted text instead of the value.
    #[must_use]
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::UrlCredentials => "[credentials]",
            Self::Email => "[e-mail]",
            Self::Iban => "[iban]",
            Self::ChineseId => "[identity number]",
            Self::CreditCode => "[credit code]",
            Self::Card => "[card]",
            Self::Ssn => "[ssn]",
            Self::HongKongId => "[hkid]",
            Self::NationalId => "[national id]",
            Self::HongKongMacauPermit | Self::TaiwanPermit => "[travel permit]",
            Self::Passport => "[passport]",
            Self::DrivingLicence => "[driving licence]",
            Self::Plate => "[plate]",
            Self::Ip => "[ip]",
            Self::Phone => "[phone]",
            Self::BirthDate => "[date of birth]",
            Self::PostalCode => "[postal code]",
            Self::Name => "[name]",
            Self::Address => "[address]",
        }
    }

    /// Whether it is running text, found by cue, whose ends are uncertain.
    pub(super) const fn is_prose(self) -> bool {
        matches!(self, Self::Name | Self::Address)
    }
}
