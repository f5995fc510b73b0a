//! Why a Customer turns a command down.

use crate::CustomerId;
use crate::aggregate::refusals;

refusals! {
    /// A rule of a Customer that turned a command down.
    CustomerRefusal {
        /// They were never registered.
        NotFound "CUSTOMER_NOT_FOUND" at "customerId" => "there is no such customer";
        /// Their keys are destroyed.
        Erased "CUSTOMER_ERASED" at "customerId" => "the customer was erased";
        /// They go on as another.
        MergedElsewhere { into: CustomerId } "CUSTOMER_MERGED" at "customerId" => "the customer goes on as {into}";
        /// The identity is another's.
        IdentityTaken "IDENTITY_TAKEN" at "identity" => "the identity belongs to another customer; merge them if they are one person";
        /// It is theirs already.
        IdentityLinkedAlready "IDENTITY_LINKED_ALREADY" at "identity" => "the identity is linked already";
        /// There is no such identity.
        IdentityNotFound "IDENTITY_NOT_FOUND" at "identityId" => "the customer has no such identity";
        /// The last way to tell them stays.
        LastIdentity "LAST_IDENTITY" at "identityId" => "a customer keeps at least one identity";
        /// No more identities.
        TooManyIdentities "TOO_MANY_IDENTITIES" at "identity" => "a customer has at most 50 identities";
        /// They cannot be merged into themselves.
        MergeIntoItself "MERGE_INTO_ITSELF" at "intoCustomerId" => "a customer cannot be merged into themselves";
        /// They have taken others in.
        HoldsMerged "HOLDS_MERGED" => "others were merged into this customer; unmerge them first";
        /// The one to go on as cannot.
        MergeTargetUnavailable "MERGE_TARGET_UNAVAILABLE" at "intoCustomerId" => "the customer to merge into does not exist, is erased or is merged elsewhere";
        /// They were not merged.
        NotMerged "NOT_MERGED" => "the customer was not merged";
        /// They are blocked already.
        AlreadyBlocked "ALREADY_BLOCKED" => "the customer is blocked already";
        /// They are not blocked.
        NotBlocked "NOT_BLOCKED" => "the customer is not blocked";
        /// Customers speak for themselves alone.
        NotTheCustomer "NOT_THE_CUSTOMER" at "customerId" => "customers agree to things, or not, for themselves alone";
        /// A purpose or a wording is named otherwise.
        InvalidConsent "INVALID_CONSENT" at "purpose" => "purposes and notices are named with Latin letters, digits and signs, a letter first";
        /// No more purposes.
        TooManyConsents "TOO_MANY_CONSENTS" at "purpose" => "a customer has said at most of 50 purposes whether they agree";
        /// A text is too long.
        TextTooLong "TEXT_TOO_LONG" => "a name has at most 200 characters, a remark at most 2000";
    }
}
