//! Why a model turns a command down.

use crate::aggregate::refusals;

refusals! {
    /// A rule of a model that turned a command down.
    ModelRefusal {
        /// It was never trained.
        VersionNotFound "MODEL_VERSION_NOT_FOUND" at "version" => "the model has no such version";
        /// It answers already.
        AnswersAlready "MODEL_ANSWERS_ALREADY" at "version" => "this version of the model answers already";
        /// None answered before.
        NothingBefore "NOTHING_TO_ROLL_BACK_TO" => "no other version of the model answered before this one";
        /// None runs beside the one that answers.
        NoShadow "NO_SHADOW" => "no version of the model runs beside the one that answers";
    }
}
