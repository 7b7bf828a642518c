//! The tree of a page: html5ever parses, the nodes stand in one vector.

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, ns};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// Parses a page.
pub fn parse(html: &str) -> Arena {
    html5ever::parse_document(Tree::new(), html5ever::ParseOpts::default()).one(html)
}

/// A parsed page: node 0 is the document.
pub struct Arena {
    /// The nodes, by number.
    pub nodes: Vec<TreeNode>,
}

/// A node, and the numbers of those around it.
#[derive(Default)]
pub struct TreeNode {
    pub parent: Option<usize>,
    previous: Option<usize>,
    pub next: Option<usize>,
    /// Its first child.
    pub first: Option<usize>,
    last: Option<usize>,
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Default)]
pub enum NodeKind {
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document, comments, a template's content.
    #[default]
    Other,
}

impl Arena {
    fn add(&mut self, kind: NodeKind) -> usize {
        self.nodes.push(TreeNode { kind, ..TreeNode::default() });
        self.nodes.len() - 1
    }

    /// The text directly in an element (a script's).
    pub fn text_of(&self, id: usize) -> String {
        let mut out = String::new();
        let mut at = self.nodes[id].first;
        while let Some(child) = at {
            if let NodeKind::Text(text) = &self.nodes[child].kind {
                out.push_str(text);
            }
            at = self.nodes[child].next;
        }
        out
    }

    fn detach(&mut self, id: usize) {
        let TreeNode { parent, previous, next, .. } = self.nodes[id];
        match previous {
            Some(previous) => self.nodes[previous].next = next,
            None => parent.into_iter().for_each(|parent| self.nodes[parent].first = next),
        }
        match next {
            Some(next) => self.nodes[next].previous = previous,
            None => parent.into_iter().for_each(|parent| self.nodes[parent].last = previous),
        }
        let node = &mut self.nodes[id];
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    /// Puts a node under `parent`, before `before` or last.
    fn insert(&mut self, parent: usize, before: Option<usize>, id: usize) {
        self.detach(id);
        let previous = match before {
            Some(before) => self.nodes[before].previous.replace(id),
            None => self.nodes[parent].last.replace(id),
        };
        match previous {
            Some(previous) => self.nodes[previous].next = Some(id),
            None => self.nodes[parent].first = Some(id),
        }
        let node = &mut self.nodes[id];
        (node.parent, node.previous, node.next) = (Some(parent), previous, before);
    }

    /// Puts a node or text there; text joins the text before it.
    fn put(&mut self, parent: usize, before: Option<usize>, child: NodeOrText<Handle>) {
        let text = match child {
            NodeOrText::AppendNode(handle) => return self.insert(parent, before, handle.id),
            NodeOrText::AppendText(text) => text,
        };
        let previous = before.map_or(self.nodes[parent].last, |before| self.nodes[before].previous);
        if let Some(NodeKind::Text(there)) = previous.map(|previous| &mut self.nodes[previous].kind) {
            there.push_str(&text);
            return;
        }
        let id = self.add(NodeKind::Text(text.to_string()));
        self.insert(parent, before, id);
    }
}

/// What the parser holds of a node: its number, and its name where it is an element.
#[derive(Clone)]
struct Handle {
    id: usize,
    name: Rc<QualName>,
}

/// The tree while it is built. The parser calls it through shared references.
struct Tree {
    arena: RefCell<Arena>,
    nameless: Rc<QualName>,
}

impl Tree {
    fn new() -> Self {
        let nameless = Rc::new(QualName::new(None, ns!(), LocalName::from("")));
        Self { arena: RefCell::new(Arena { nodes: vec![TreeNode::default()] }), nameless }
    }

    fn other(&self) -> Handle {
        Handle { id: self.arena.borrow_mut().add(NodeKind::Other), name: Rc::clone(&self.nameless) }
    }
}

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Arena;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Arena {
        self.arena.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let kind = NodeKind::Element { name: Rc::clone(&name), attributes };
        Handle { id: self.arena.borrow_mut().add(kind), name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.arena.borrow_mut().put(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.arena.borrow().nodes[element.id].parent;
        match parent {
            Some(parent) => self.arena.borrow_mut().put(parent, Some(element.id), child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // What a template holds is never read: it may as well be its child.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.arena.borrow().nodes[sibling.id].parent;
        if let Some(parent) = parent {
            self.arena.borrow_mut().put(parent, Some(sibling.id), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let NodeKind::Element { attributes, .. } = &mut self.arena.borrow_mut().nodes[target.id].kind {
            for attribute in more {
                if !attributes.iter().any(|there| there.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.arena.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut arena = self.arena.borrow_mut();
        while let Some(child) = arena.nodes[node.id].first {
            arena.insert(new_parent.id, None, child);
        }
    }

    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }
}
