//! The schema extension: limits depth and complexity, and tells the transport what the library does not.

use std::sync::{Arc, OnceLock};

use async_graphql::{
    Response, ServerError, ServerResult, ValidationResult, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, NextValidation, ResolveInfo},
    value,
};

use super::{limits::Limits, nulls::Nulls};
use crate::ErrorCode;

/// What an operation costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    complexity: usize,
    depth: usize,
}

impl Cost {
    /// As the response's `extensions.cost` shows it.
    pub(crate) fn to_value(self) -> Value {
        value!({ "complexity": self.complexity, "depth": self.depth })
    }
}

/// What became of one operation, shared between the request's data and the transport.
///
/// The library gives invalid and failed operations the same response; only this tells them apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdict(Arc<Findings>);

#[derive(Debug, Default)]
struct Findings {
    cost: OnceLock<Cost>,
    nulls: Nulls,
}

impl Verdict {
    /// The cost of a valid operation; `None` as long as it is not known to be valid.
    pub(crate) fn cost(&self) -> Option<Cost> {
        self.0.cost.get().copied()
    }

    /// Puts the nulls and the errors of failed fields into `response`.
    pub(crate) fn complete(&self, response: &mut Response) {
        self.0.nulls.complete(response);
    }
}

/// The extension behind [`Verdict`]: a factory, and one instance for each request.
pub(crate) struct CostControl {
    complexity: usize,
    depth: usize,
    /// The verdict of this request; known once it is validated.
    verdict: OnceLock<Verdict>,
}

impl CostControl {
    pub(crate) const fn new(limits: &Limits) -> Self {
        Self { complexity: limits.complexity, depth: limits.depth, verdict: OnceLock::new() }
    }

    fn check(&self, found: &ValidationResult) -> Result<Cost, ServerError> {
        let (complexity, depth) = (found.complexity, found.depth);
        if depth > self.depth {
            let message = format!("the operation is {depth} levels deep; the limit is {}", self.depth);
            return Err(ErrorCode::LimitExceeded.server_error(message));
        }
        if complexity > self.complexity {
            let message = format!("the operation has a complexity of {complexity}; the limit is {}", self.complexity);
            return Err(ErrorCode::LimitExceeded.server_error(message));
        }
        Ok(Cost { complexity, depth })
    }
}

impl ExtensionFactory for CostControl {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self { complexity: self.complexity, depth: self.depth, verdict: OnceLock::new() })
    }
}

#[async_trait::async_trait]
impl Extension for CostControl {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let found = next.run(ctx).await?;
        let cost = self.check(&found)?;
        if let Some(verdict) = ctx.data_opt::<Verdict>() {
            // A second validation of one request would find the same.
            let _ = verdict.0.cost.set(cost);
            let _ = self.verdict.set(verdict.clone());
        }
        Ok(found)
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let (path, return_type) = (info.path_node, info.return_type);
        let outcome = next.run(ctx, info).await;
        match self.verdict.get() {
            Some(verdict) => verdict.0.nulls.settle(path, return_type, outcome),
            None => outcome,
        }
    }
}
