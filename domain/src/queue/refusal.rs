//! Why a Queue turns a command down.

use crate::aggregate::refusals;

refusals! {
    /// A rule of a Queue that turned a command down.
    QueueRefusal {
        /// It was never defined.
        NotFound "QUEUE_NOT_FOUND" at "queueId" => "there is no such queue";
        /// Its id is taken.
        AlreadyDefined "QUEUE_ALREADY_DEFINED" at "queueId" => "a queue with this id was defined before";
        /// It takes no more.
        Retired "QUEUE_RETIRED" at "queueId" => "the queue is retired";
        /// A level is from 1 to 10.
        InvalidLevel "INVALID_LEVEL" at "skills" => "a skill level is a number from 1 to 10";
        /// A priority is from 1 to 5.
        InvalidPriority "INVALID_PRIORITY" at "priority" => "a priority is a number from 1, the most pressing, to 5";
        /// A window begins before it ends, on a weekday from 1 to 7.
        InvalidHours "INVALID_HOURS" at "hours" => "a window names a weekday from 1 to 7 and begins before it ends";
        /// Hours are in a zone of the IANA database.
        UnknownTimeZone "UNKNOWN_TIME_ZONE" at "hours" => "a time zone is a name of the IANA database, such as Asia/Shanghai";
        /// No more skills or languages.
        TooMany "TOO_MANY" => "a queue has at most 25 skills, 20 languages and 50 windows";
    }
}
