use super::*;
use crate::engine::marked;

#[test]
fn examples() {
    for example in RULE.examples {
        marked::check(RuleId::CommentPolicy, example).unwrap();
    }
}

/// A report, a heading, a line in the comment section below it, and the button of the form.
fn under_comments(line: &str) -> Document {
    let mut document = Document::of_text(&format!(
        "The bridge over the Aare opens again on Monday, the canton said.\nComments\n{line}\nSend"
    ));
    for block in &mut document.blocks[1..] {
        block.region = Region::Comments;
        block.main = false;
        block.context = "comments".to_owned();
    }
    document.blocks[1].kind = BlockKind::Heading;
    if let Some(button) = document.blocks.last_mut() {
        button.control = true;
    }
    document
}

fn hides(document: &Document) -> bool {
    let last = document.blocks.iter().rposition(|block| !block.control).unwrap();
    find(document).iter().any(|fold| fold.holds(last))
}

/// Rules in many wordings, where comments stand.
#[test]
fn wordings_of_policies() {
    let lines = [
        "House rules: be polite, stay on topic, and do not post links or advertising.",
        "Comments are moderated and will appear after they have been approved by an editor.",
        "Your comment will be visible once a moderator has approved it.",
        "All comments are pre-moderated. It may take some hours before yours is shown.",
        "Comments will be checked before they are published.",
        "We review every comment before publication between 8 a.m. and 8 p.m.",
        "Moderation is on. Your comment may take some time to appear.",
        "Comments are the opinion of the writer, not of this newspaper.",
        "The views expressed in the comments are those of our readers and not ours. We take no responsibility for them.",
        "The opinions in the comment section do not necessarily reflect those of the editors.",
        "Opinions expressed here by readers do not represent the views of the Gazette.",
        "Please read our community guidelines before you post.",
        "By commenting, you accept our community standards.",
        "By submitting a comment, you grant us the right to publish it, with your name, in print and online.",
        "Netiquette: write as you would speak to a neighbour. Personal attacks and hate have no place here.",
        "Keep it civil. Attack the argument, not the person. Hate speech, spam and threats will be removed.",
        "Be nice. Comments that are rude, off-topic or promotional get deleted.",
        "We love a good debate, but insults, racism and lies will be taken down without warning.",
        "Play the ball, not the man: comments with personal attacks are deleted.",
        "Stay on subject, use your real name, and no shouting in capitals.",
        "Posts with foul language will be deleted, and repeat offenders lose their account.",
        "Anyone who repeatedly breaks these rules will be barred from commenting.",
        "Users who break the rules will have their commenting privileges withdrawn.",
        "A member who breaks the rules loses the right to reply.",
        "Who insults other readers loses the right to write.",
        "Editors may shorten, refuse or remove contributions at any time and without giving reasons.",
        "The editorial team reserves the right to delete contributions and to block users.",
        "We reserve the right to shorten or not to publish letters and comments.",
        "If you see a comment that breaks the rules, click on the flag to report it.",
        "See something that should not be here? Use the report button beneath the comment and our moderators will look at it.",
        "Flag inappropriate comments and we will take a look.",
        "Please use your first and last name. Anonymous comments are not published.",
        "Comments with links are held for moderation.",
        "One comment per person, please, and no more than 500 words.",
        "Comments are limited to 1,500 characters. HTML is not allowed.",
        "Our moderators read all contributions. They decide what is published, and do not enter into correspondence about it.",
        "Join the conversation, but keep it respectful. We remove what offends.",
        "Here you can discuss with other readers. Please keep to our discussion rules.",
        "We want our comments to be a place for thoughtful exchange. Abusive remarks are not accepted.",
        "Comments should be relevant to the article, free of insults and in English.",
        "Commenting rules: no insults, no advertising, no copied texts.",
        "Comment policy: we publish what is polite and to the point, and nothing else.",
        "Readers are asked to be courteous to each other and to refrain from profanity.",
        "This forum is moderated. Defamatory, obscene or unlawful posts will not be published.",
        "Comments are welcome, but they are moderated, and not all are published.",
        "We ask that you follow our rules of engagement when you comment.",
        "Comments posted on weekends are approved on Monday morning.",
        "Your e-mail address will not be published. Comments with insults will be removed.",
        "Contributions that incite hatred or violence are passed on to the police.",
        "We no longer allow anonymous comments. Please sign in with your full name.",
        "The newspaper is not liable for the content of readers' comments.",
        "Please note that comments are not edited, and that their writers alone are responsible for them.",
        "Want to join in? Subscribers can comment on our articles; please treat each other with respect.",
        "Help us keep the conversation clean: report posts that break our guidelines.",
        "Comments are monitored, and those that violate our terms will be taken off the site.",
        "A word on tone: we expect contributors to argue with courtesy. Slander, threats and slurs are struck out by our desk.",
        "Discussion guidelines apply to this page; posts that ignore them vanish.",
        "Please keep comments short, factual and free of swear words.",
        "We do not publish comments that contain insults, links or accusations that cannot be proved.",
        "Your contribution is checked by our editors first. Insulting or racist contributions are not put online.",
        "Comments which incite hatred, advertise, or have nothing to do with the subject are deleted.",
        "Use of the comment section is subject to our terms and conditions.",
        "This comment section is moderated by the newsroom from Monday to Friday.",
        "Commenters must use their real names; pseudonyms are rejected.",
        "We welcome your comments, provided that they respect others and the law.",
        "There is no right to publication. The editors choose which comments go online.",
        "Comments that contain personal information, such as phone numbers, are removed to protect readers.",
        "Respect other readers. No hate, no threats, no advertising. Violations lead to a ban.",
    ];
    for line in lines {
        assert!(hides(&under_comments(line)), "{line}");
    }
}

/// What is no policy, even where comments stand.
#[test]
fn wordings_of_other_things() {
    let lines = [
        "The city council voted on Tuesday to moderate its comments on the harbour project after complaints from residents.",
        "The platform removed 40,000 comments that broke its rules in May, it said in a report on Friday.",
        "Moderators at the company say they are paid too little and see too much violence.",
        "The newspaper closed its comment section in 2019 because of abuse, its editor recalled.",
        "He was banned from commenting on the case until the trial is over.",
        "A court has ruled that news sites are liable for the comments of their readers.",
        "The minister declined to comment. Her office did not respond to a request for comment.",
        "The senator apologised for offensive comments about migrants and promised to be respectful in future debates.",
        "By using this website you accept our terms of use and our privacy policy.",
        "We use cookies to improve your experience. By clicking accept you agree to our policy.",
        "Sign up for our newsletter. You can unsubscribe at any time. See our privacy policy.",
        "Subscribe now to read all articles. Already a member? Log in.",
        "Correction: an earlier version of this article gave the wrong year for the opening of the bridge. We removed the sentence.",
        "Editors' note: This story has been edited to remove a quotation that we could not confirm.",
        "I don't agree with the comment above. You should read the article before you post.",
        "Why was my comment removed? I was polite and on topic. The moderation here is a joke.",
        "@anna You are right, please be more respectful to others. Not everybody who disagrees is a troll.",
        "You people ban everybody who disagrees with your policy. Typical.",
        "Your email address will not be published. Required fields are marked *",
        "Leave a comment",
        "Post comment",
        "Name, e-mail, website",
        "Notify me of new comments by email.",
        "Save my name and email in this browser for the next time I comment.",
        "Sort comments by newest, oldest, most liked",
        "Be the first to comment on this story.",
        "Share your story: have you been affected by the strike? Send us your photographs and tell us what you saw.",
        "Do you have a tip for our reporters? Write to us in confidence.",
        "Letters to the editor: send us your view on the new bridge.",
        "Reprinted with permission. All rights reserved. Do not copy without written approval.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "The views expressed in this column are those of the author and do not reflect those of the newspaper.",
        "Opinions expressed by contributors are their own.",
        "The rules forbid members to attack each other personally in debates, the speaker of parliament said.",
        "Users must be 18 or older and must not share their account, according to the company's new policy.",
        "The school's new code of conduct bans bullying, threats and offensive language, and pupils who break it may be suspended.",
        "The council's guidelines for the debate: each speaker has three minutes, and insults are not tolerated.",
        "Parliament must approve the guidelines before they are published.",
        "Please respect the privacy of the family at this time.",
        "Protesters were asked to be respectful and to follow the rules of the march.",
        "Facebook will delete posts that deny the massacre and block users who share them, the network announced.",
        "The forum's moderators banned hundreds of users in a purge last night.",
        "“We will remove hateful comments,” the company wrote in a blog post.",
        "Terms of sale: we reserve the right to refuse orders and to delete accounts that violate these terms.",
        "The association welcomed the comments and said that members should follow the guidelines.",
        "In the comments section of the video, users insulted the singer and threatened her family.",
        "He told readers that his comments were removed because they violated a rule against sarcasm.",
        "Readers commented 400 times on the article before noon.",
        "More than 200 people registered to comment at the public hearing, which was closed at ten.",
        "Public comments on the draft rules are due by 3 May and must be submitted in writing to the agency.",
        "The agency will accept comments on the proposed guidelines until Friday.",
        "The public comment period closed on Monday.",
        "What do you think of the new bridge? Tell us in the comments.",
        "Let us know what you think in the comments below.",
        "Follow us on Facebook and join the discussion.",
        "The president commented on the moderated debate and called the rules unfair.",
        "The judge warned both sides to keep it civil.",
        "The exhibition has rules: do not touch, do not shout, and please keep your bag with you.",
        "The committee rejected the comments of its own experts and published the guidelines unchanged.",
        "Her posts were deleted after an hour, and the account was blocked; the ministry gave no reasons.",
        "The union asked its members to be polite to passengers during the strike.",
        "I have read all the comments and nobody mentions the noise. Please be honest: who would like to live there?",
        "Thanks for the respectful discussion, everyone. Nice to see that it is possible here.",
        "Do not feed the trolls, please. He is banned everywhere else.",
        "Comment is free, but facts are sacred, the editor wrote a century ago.",
        "The law obliges platforms to delete hate speech within a day or pay a fine.",
        "Advertising terms: we reserve the right to reject advertisements that are offensive, false or unlawful.",
        "Competition rules: one entry per person, the editor's decision is final, and no correspondence will be entered into.",
    ];
    for line in lines {
        assert!(!hides(&under_comments(line)), "{line}");
    }
}

/// Without a heading, outside the comment section: what stands apart from the story needs less, and what is no policy stays.
#[test]
fn policies_that_stand_alone() {
    let apart = |line: &str| {
        let mut document = Document::of_text(&format!("The bridge over the Aare opens again on Monday.\n{line}"));
        document.blocks[1].main = false;
        hides(&document)
    };
    let policies = [
        "We edit comments for length, and remarks that insult or threaten others are binned without notice.",
        "Stick to the subject and keep a decent tone. Replies that mock or belittle other commenters are hidden.",
        "Comments that are indecent or plagiarised get deleted; our moderators may suspend whoever posts them.",
        "Debate the subject, not the person. Posts that harass others are hidden, and their writers muted for a week.",
        "To keep the conversation enjoyable, please avoid personal attacks, profanity and all-caps shouting.",
        "House rules: no insults, no links to shops, and no posts under a pseudonym.",
        "Racist or homophobic posts lead to an immediate ban. So does impersonating another commenter.",
        "Comments are screened by volunteers. It may take until noon before yours goes live.",
        "We do not necessarily share the opinions voiced in the reader comments, and accept no liability for them.",
    ];
    for line in policies {
        assert!(apart(line), "{line}");
    }
    let others = [
        "What a mess. Comments such as the last one should be deleted by the moderators.",
        "Your comment has been submitted and can take an hour to be reviewed.",
        "Parcels that are crude or indecent are binned. Please send no messages.",
        "House rules: keep the stairs free, and no music after ten. Tenants must respect each other.",
        "The association's code of conduct asks members to be courteous, and those who break it are excluded for good.",
        "Letters may be shortened. Please give your full name and the town where you live.",
        "Respect the animals: no shouting, no flash, and no feeding, please.",
        "The chain deletes reviews that it suspects to be fake, and blocks those who post them.",
        "Take out what you can before the penalty applies: your contributions to the pension plan are subject to limits.",
    ];
    for line in others {
        assert!(!apart(line), "{line}");
    }
}

/// Half a form alone; beside a policy they go with it.
#[test]
fn notices_beside_a_policy_join_it() {
    let notices = [
        "Comments on this article are closed.",
        "You must be logged in to post a comment.",
        "Only registered members may comment on stories. Register here or sign in.",
        "This article is no longer open for comments.",
    ];
    for notice in notices {
        assert!(!hides(&under_comments(notice)), "{notice}");
        let mut document =
            under_comments(&format!("All comments are moderated. Insults and threats will be removed.\n{notice}"));
        let last = document.blocks.len() - 1;
        document.blocks[last].kind = document.blocks[last - 1].kind;
        assert!(hides(&document), "{notice}");
    }
}

/// Whoever opens the terms or the rules themselves wants to read them.
#[test]
fn pages_of_rules_stay() {
    let text = "Community guidelines\nAll comments are moderated. Insults, threats and spam will be removed, and users who go on are banned.";
    let mut document = Document::of_text(text);
    assert!(hides(&document));
    for title in ["Community guidelines", "Terms of use | The Inselpost", "Our comment policy"] {
        document.page.title = Some(title.to_owned());
        assert!(!hides(&document), "{title}");
    }
    document.page.title = Some("Bridge opens again after two years of repairs".to_owned());
    assert!(hides(&document));
}

#[test]
fn what_stands_around_counts() {
    let line = "Find out more about commenting in our discussion guidelines.";
    let alone = Document::of_text(line);
    assert!(find(&alone).is_empty());
    let mut under = Document::of_text(&format!("Comments\n{line}\nSend"));
    under.blocks[1].region = Region::Comments;
    under.blocks[1].context = "comments-note comments".to_owned();
    let folds = find(&under);
    assert_eq!(folds.iter().map(|fold| (fold.first, fold.last)).collect::<Vec<_>>(), [(1, 1)]);
    assert!(folds[0].evidence.contains(&"comment heading above"));
}

#[test]
fn readers_and_controls_stay() {
    let line = "Please keep your comments polite: our guidelines say that abusive comments are removed.";
    let mut document = Document::of_text(line);
    assert_eq!(find(&document).len(), 1);
    document.blocks[0].control = true;
    assert!(find(&document).is_empty());
    document.blocks[0].control = false;
    document.blocks[0].region = Region::Comments;
    document.blocks[0].context = "comment-content comment depth-1".to_owned();
    assert!(find(&document).is_empty());
}
