//! Sealing the personal fields of an event.

use uuid::Uuid;

use super::Vault;
use crate::{Error, FieldContext, PersonalFields, Subject};

impl Vault {
    /// Seals every clear field of `value` under the subject's key, bound to the event and to the field's tag. The key
    /// is made when this is the first data of the subject. Fields already sealed stay as they are.
    ///
    /// # Errors
    /// [`Error::Erased`] when the subject was erased: nothing is sealed then. [`Error::Unavailable`].
    pub async fn seal(&self, subject: &Subject, event_id: Uuid, value: &mut dyn PersonalFields) -> Result<(), Error> {
        if !has_clear_fields(value) {
            return Ok(());
        }
        let key = self.key_of(subject).await?;
        let mut scratch = Vec::new();
        let mut sealed = Ok(());
        value.visit_personal(&mut |tag, field| {
            let context = FieldContext { tenant: &subject.tenant, event_id, tag };
            let mut seal = |clear: &[u8]| Ok(key.seal(&context, clear, &mut scratch));
            if sealed.is_ok() {
                sealed = field.seal_with(&mut seal);
            }
        });
        sealed
    }
}

fn has_clear_fields(value: &mut dyn PersonalFields) -> bool {
    let mut found = false;
    value.visit_personal(&mut |_, field| found |= field.is_clear());
    found
}
