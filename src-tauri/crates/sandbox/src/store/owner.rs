//! What the submissions of a request belong to: an app, an add-on, or a flight of an app. The six calls of a submission
//! and the four of a rollout are the same below each of them (store-api 4.2, 4.5, 4.7).

use super::ApiError;
use crate::product::{Kind, Product};
use crate::world::World;

#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    App(&'a str),
    AddOn(&'a str),
    Flight { app: &'a str, id: &'a str },
}

impl<'a> Owner<'a> {
    /// Splits a path below `v1.0/my` into the owner and what follows `submissions`.
    pub fn of<'p>(below: &'p [&'a str]) -> Option<(Self, &'p [&'a str])> {
        match below {
            ["applications", app, "submissions", rest @ ..] => Some((Owner::App(app), rest)),
            ["inappproducts", id, "submissions", rest @ ..] => Some((Owner::AddOn(id), rest)),
            ["applications", app, "flights", id, "submissions", rest @ ..] => {
                Some((Owner::Flight { app, id }, rest))
            }
            _ => None,
        }
    }

    pub fn id(&self) -> &'a str {
        match self {
            Owner::App(id) | Owner::AddOn(id) | Owner::Flight { id, .. } => id,
        }
    }

    /// What errors call it.
    pub fn word(&self) -> &'static str {
        match self {
            Owner::App(_) => "application",
            Owner::AddOn(_) => "inAppProduct",
            Owner::Flight { .. } => "flight",
        }
    }

    /// What errors call a submission of it. Seen for apps only; the others are made in its likeness.
    pub fn submission_word(&self) -> &'static str {
        match self {
            Owner::App(_) => "applicationSubmission",
            Owner::AddOn(_) => "inAppProductSubmission",
            Owner::Flight { .. } => "flightSubmission",
        }
    }

    /// The product. 404 when it is not there, is of another kind, or belongs to another app.
    pub fn product<'w>(&self, world: &'w mut World) -> Result<&'w mut Product, ApiError> {
        if let Owner::Flight { app, .. } = self
            && world.peek(app).is_none()
        {
            return Err(ApiError::not_found("application", app));
        }
        let is = |product: &Product| match (self, &product.kind) {
            (Owner::App(_), Kind::App(_)) | (Owner::AddOn(_), Kind::AddOn(_)) => true,
            (Owner::Flight { app, .. }, Kind::Flight(flight)) => flight.app == *app,
            _ => false,
        };
        world.product(self.id()).filter(|product| is(product)).ok_or_else(|| self.missing())
    }

    /// 409 when it, or the app of a flight, uses what the API does not support (store-api 1).
    pub fn supported(&self, world: &World) -> Result<(), ApiError> {
        let closed = |id: &str| world.peek(id).is_some_and(|product| product.unsupported);
        let of_app = if let Owner::Flight { app, .. } = self { closed(app) } else { false };
        if of_app || closed(self.id()) { Err(ApiError::unsupported()) } else { Ok(()) }
    }

    pub fn missing(&self) -> ApiError {
        ApiError::not_found(self.word(), self.id())
    }
}
