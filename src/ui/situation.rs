//! How things stand with a page, in the one sentence that popup and panel say of it.

use super::tab::Tab;
use super::{failure, say};
use crate::message::{PageState, Status};
use crate::settings::{Settings, SiteChoice};

/// What is known of a page.
pub struct Situation<'a> {
    /// The tab, if there is one.
    pub tab: Option<&'a Tab>,
    /// What the page's content script says, if there is one.
    pub state: Option<&'a PageState>,
    /// The reader's settings.
    pub settings: &'a Settings,
    /// What the reader chose for this site.
    pub choice: Option<SiteChoice>,
    /// Whether the browser lets us run on this site by itself.
    pub permitted: bool,
    /// What to say of it that the background could not read the page.
    pub refused: Option<String>,
}

impl Situation<'_> {
    /// Whether the page is marked.
    pub fn marked(&self) -> bool {
        self.state.is_some_and(|state| state.status == Status::Marked)
    }

    /// Whether there is sense in asking for it to be read.
    pub fn can_be_read(&self) -> bool {
        let readable = match self.state {
            Some(state) => state.status != Status::Viewer,
            None => self.refused.is_none() && self.tab.is_some_and(|tab| tab.barred().is_none()),
        };
        readable && self.settings.enabled && self.choice != Some(SiteChoice::Never) && !self.marked()
    }

    /// What happened here, in one sentence.
    pub fn said(&self) -> String {
        if let Some(error) = self.state.map(|state| &state.error).filter(|error| !error.is_empty()) {
            return failure(error);
        }
        if let (Some(refused), None) = (&self.refused, self.state) {
            return refused.clone();
        }
        match (self.tab, self.state) {
            (None, _) => say("noTab"),
            // The settings are ahead of the page, which follows in a moment.
            _ if !self.settings.enabled => say("off"),
            _ if self.choice == Some(SiteChoice::Never) => say("never"),
            (_, Some(state)) => match state.status {
                Status::Marked if state.foreign => say("foreign"),
                Status::Marked if state.report => say("marked"),
                Status::Marked => say("markedAsked"),
                Status::NotReport => say("notReport"),
                Status::Viewer => say("viewer"),
                Status::Never => say("never"),
                // On in the settings, and the page says nothing else yet: it is being read.
                Status::Off => say("asking"),
            },
            (Some(tab), None) => tab.barred().unwrap_or_else(|| {
                let by_itself = self.settings.everywhere || self.choice == Some(SiteChoice::Always);
                if by_itself && self.permitted { say("openedBefore") } else { say("unread") }
            }),
        }
    }
}
