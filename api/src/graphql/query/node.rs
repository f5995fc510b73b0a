//! Anything by its opaque id.

use async_graphql::{Context, Error, ID, Interface, Object};

use crate::graphql::access::{is_customer, principal};
use crate::graphql::load;
use crate::graphql::node_id::{self, NodeId};
use crate::graphql::types::{Agent, Article, Conversation, Customer, Queue, Turn};

/// A thing with an id.
#[derive(Interface, Clone)]
#[graphql(field(name = "id", ty = "ID", desc = "Its id."))]
pub enum Node {
    /// A Conversation.
    Conversation(Conversation),
    /// A turn.
    Turn(Box<Turn>),
    /// A customer.
    Customer(Customer),
    /// An agent.
    Agent(Agent),
    /// A queue.
    Queue(Queue),
    /// An article.
    Article(Article),
}

async fn node(context: &Context<'_>, id: &ID) -> Result<Option<Node>, Error> {
    Ok(match node_id::parse(id)? {
        NodeId::Conversation(id) => load::conversation(context, id).await?.map(Node::Conversation),
        NodeId::Turn(conversation, turn) => {
            load::turn(context, conversation, turn).await?.map(Box::new).map(Node::Turn)
        }
        NodeId::Customer(id) => load::customer(context, id).await?.map(Node::Customer),
        NodeId::Agent(_) if is_customer(context)? => None,
        NodeId::Agent(id) => load::agent(context, id).await?.map(Node::Agent),
        NodeId::Queue(id) => load::queue(context, id).await?.map(Node::Queue),
        NodeId::Handoff(_) => None,
        NodeId::Article(id) => load::article(context, id).await?.map(Node::Article),
    })
}

/// The queries of this room.
#[derive(Default)]
pub struct NodeQueries;

#[Object]
impl NodeQueries {
    /// A thing by its id; nothing when there is none or you may not see it.
    #[graphql(name = "node")]
    async fn one(&self, context: &Context<'_>, id: ID) -> Result<Option<Node>, Error> {
        principal(context)?;
        node(context, &id).await
    }

    /// Things by their ids, at most 100, in the same order.
    #[graphql(name = "nodes", complexity = "ids.len() * child_complexity + 1")]
    async fn many(
        &self,
        context: &Context<'_>,
        #[graphql(validator(max_items = 100))] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>, Error> {
        principal(context)?;
        let mut nodes = Vec::with_capacity(ids.len());
        for id in &ids {
            nodes.push(node(context, id).await?);
        }
        Ok(nodes)
    }
}
