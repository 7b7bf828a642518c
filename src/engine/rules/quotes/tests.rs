use super::RULE;
use crate::engine::marked::check;
use crate::engine::rule::RuleId;

#[test]
fn examples_hold() {
    for example in RULE.examples {
        check(RuleId::Quotes, example).unwrap_or_else(|error| panic!("{error}"));
    }
}
