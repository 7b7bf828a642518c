//! The classes of signs, and the signs with their weights.

/// What a sign says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It speaks of comments.
    Topic,
    /// It may be speaking of comments: by itself of any house, club or town.
    Hint,
    /// It lays something down.
    Rule,
    /// It asks for or forbids some conduct.
    Conduct,
    /// It speaks to the reader.
    Address,
    /// It says who may comment.
    Access,
    /// It is something else: a report, a reader's comment, another notice.
    Against,
}

/// For each class: the most that it can weigh, and what the fold says that it saw.
pub const CLASSES: [(Class, f32, &str); 7] = [
    (Class::Topic, 3.0, "speaks of comments"),
    (Class::Hint, 1.5, ""),
    (Class::Rule, 3.5, "lays down rules"),
    (Class::Conduct, 3.0, "names conduct"),
    (Class::Address, 2.0, "speaks to the reader"),
    (Class::Access, 2.0, "says who may comment"),
    (Class::Against, 20.0, ""),
];

/// Phrases of lower-case words, separated by bars: a star stands for the rest of a word, two points for up to six words of the same sentence, and
/// `^` says that the phrase opens a sentence. Each counts once in a block.
pub const SIGNS: &[(Class, f32, &str)] = &[
    (
        Class::Topic,
        1.5,
        "commenting | commenter* | your comment* | commentator rules | comments posted | contributions that",
    ),
    (Class::Topic, 1.0, "comment | comments | post* a comment | submit* a comment | your view* | netiquette"),
    (
        Class::Topic,
        0.8,
        "your opinion* | your post* | views expressed | opinions expressed | opinions in the comment* | view of our readers",
    ),
    (Class::Topic, 1.0, "your contribution* | commenters | your remark*"),
    (Class::Topic, 0.7, "conversation | discuss* | moderator* | what you write"),
    (Class::Hint, 0.8, "house rules | ground rules"),
    (Class::Hint, 0.7, "each other | one another"),
    (
        Class::Hint,
        0.6,
        "community guideline* | community standards | community rules | behav* | take part | taking part | participat*",
    ),
    (Class::Hint, 0.5, "community | debate"),
    (
        Class::Topic,
        1.0,
        "by posting | by submitting | by contributing | write .. comment* | comment* below | join the discussion | comments sent | posting rules | post* here",
    ),
    (
        Class::Topic,
        0.8,
        "your thoughts | your words | you post | they post | you write here | anything you write | thread* | have your say | below the line | postings",
    ),
    (Class::Topic, 0.6, "opposing views | other views | different views | different opinions | opinions voiced"),
    (Class::Topic, 0.5, "posting | commentators | weigh in | join in | the comments"),
    (Class::Topic, 0.6, "contribution* | forum* | user generated"),
    (
        Class::Topic,
        0.5,
        "all comments | comments section | comment section | leav* a comment | reader* | before you post | before you write | before you comment",
    ),
    (Class::Topic, 0.5, "remarks | replies | posters | what readers | readers comment*"),
    (Class::Topic, 0.4, "contributors | users | ^posts | messages"),
    (Class::Topic, 0.6, "posts"),
    (
        Class::Rule,
        2.0,
        "comment* policy | commenting rules | rules for comment* | comment rules | rules of engagement | discussion rules | ^house rules \
        | ^ground rules | ^netiquette",
    ),
    (
        Class::Rule,
        1.2,
        "guideline* | code of conduct | community standards | moderat* | premoderat* | reserve* the right | necessarily reflect",
    ),
    (
        Class::Rule,
        1.0,
        "comments policy | abide by | report abuse | report a comment | please report | house rules | do not post | don t post | ^flag \
        | be removed | be deleted | get deleted | are deleted | is deleted | be taken down | be taken off | be banned | be barred | be blocked | be approved | been approved \
        | be published | be reviewed | be checked | are reviewed | are checked | are monitored | are moderated | is moderated | are approved | has approved it | held for moderation \
        | await* moderation | not published | not accepted | not edited | never published | read all contributions | review every comment \
        | read every comment | read all comments | not liable | no liability | no responsibility | not responsible | are the opinion* of | represent the view* | the opinions of \
        | grant us | taken down | we remove | we delete | no links | comments are limited | per person | pre moderated | post moderated | ^moderation is on \
        | use .. real name* | first and last name | full name | privileges withdrawn | lose their account | refuse or remove | shorten | report posts | report button \
        | let a moderator know | moderators will",
    ),
    (
        Class::Rule,
        0.8,
        "is checked | checked by | is reviewed | screened | vetted | filtered | put online | go online | goes online | appear* online | struck out | without notice \
        | without warning | without explanation | without giving reasons | no right to | choose which | decide which | decide what | held back | withheld | suspended | lose access | lead to a ban \
        | zero tolerance | provided that | right to publication | our desk | our editors | may be quoted",
    ),
    (
        Class::Rule,
        0.8,
        "rules | terms of | terms conditions | terms and conditions | approv* | delet* | banned | barred | comply with | adhere to | not be published | not tolerate* \
        | not be tolerated | no place | our discretion | comments are | comments must | reviewed before | before posting | before publication | before they appear | before they are published \
        | before you post | before you comment | before you write | are those of | report link | not allowed | anonymous comments | comments with | comments posted | comments that | contributions that | discuss* rules",
    ),
    (
        Class::Rule,
        0.6,
        "policy | reject* | not allow* | not permitted | prohibited | comments should | comments will | solely responsible | alone are responsible",
    ),
    (Class::Rule, 0.9, "violat*"),
    (
        Class::Rule,
        1.2,
        "code of behavio* | keep the right | have the right to | retain the right | views of their | opinions of their | views of the reader* | reflect the view* | reflect the opinion*",
    ),
    (
        Class::Rule,
        0.7,
        "shut out | locked out | excluded | exclusion | thrown out | taken off | taken out | take out | weeded out | sifted | breach* | infring* | contraven* | penal* | sanction* \
        | our standards | our principles | our conditions | on selected stories | on selected articles | automatic filter | report button | press report | click report",
    ),
    (
        Class::Rule,
        0.5,
        "policies | remov* | ban | edited | comments may | comments closed | privileges | legal reasons",
    ),
    (
        Class::Rule,
        0.4,
        "edit | must | publication | subject to | responsible for | before you * | blocked | comments on",
    ),
    (Class::Rule, 0.3, "break* | follow | publish* | conditions | permanently | by hand"),
    (
        Class::Rule,
        1.0,
        "held for | held until | held in | take down | takes down | lose the right | lose .. right to | loses the right | loses .. right to | not endorse | no liability | participation rules | participation guidelines \
        | immediate ban | permanent ban | permanently banned | temporary ban | close .. thread* | close .. discussion* | our own code | until an editor | until a moderator | not accepting comments",
    ),
    (
        Class::Rule,
        0.8,
        "subject to approval | subject to moderation | subject to review | go live | goes live | screens | complies with | further warning | further notice | muted \
        | not show up | not appear* | broke .. rules | broken .. rules | breaking .. rules | break .. rules | breaks .. rules | licence to | license to | right to republish | per comment | cross the line",
    ),
    (
        Class::Rule,
        1.0,
        "share the opinion* | share the view* | share these opinion* | share these view* | report .. comment* | flag .. comment* | report .. post* | flag .. post* | taken offline",
    ),
    (
        Class::Rule,
        0.5,
        "necessarily | not welcome | manually | on sight | privilege | in print | printed edition | not a right | exceptional cases | stick to our | stick to the rules | complain* about",
    ),
    (
        Class::Rule,
        0.6,
        "endorse* | responsible for what | characters or less | characters or fewer | under .. characters | discarded | duplicate* | republish | put up | are warned | first warned \
        | public and | search engines | choose those | we choose | we select | cannot publish | no correspondence | violators | offenders",
    ),
    (
        Class::Conduct,
        1.0,
        "respectful* | on topic | on subject | off topic | foul language | personal attack* | personally attack | caps lock | in capitals | keep it clean | keep it civil \
        | stay civil | be civil | play the ball | attack the argument | attack the idea* | the point not the person | keep the conversation clean | treat each other | treat others | refrain from",
    ),
    (
        Class::Conduct,
        0.9,
        "swear words | good manners | courtesy | slander* | all caps | block letters | capital letters | free of | phone number* | personal information",
    ),
    (Class::Conduct, 0.9, "profan* | name calling | keep it friendly | keep it respectful | friendly tone"),
    (
        Class::Conduct,
        0.8,
        "civil | civility | polite* | courteous* | obscen* | vulgar* | hate speech | spam* | troll* | lewd | be nice | be kind | rude | to the point | not the person \
        | racism | sexism | lies | insults",
    ),
    (Class::Conduct, 0.7, "abus* | libel* | defam* | inappropriate | slurs"),
    (
        Class::Conduct,
        0.6,
        "constructive | swear* | attack other* | insult* | offensive | offends | derogatory | obnoxious | sexually oriented | be truthful | relevant to | disrespect* | incite*",
    ),
    (
        Class::Conduct,
        0.5,
        "hateful | insulting | accusations | pornograph* | blasphem* | shouting | violence | factual | thoughtful | racis* | sexis* | homophob* | harass* | inflammatory | promotion* | promotional | unlawful | copied | false",
    ),
    (Class::Conduct, 0.4, "respect | relevant | threat* | bully* | advertis* | degrading | hate* | antisocial"),
    (
        Class::Conduct,
        0.8,
        "stick to the | stay with the | keep to the subject | keep to the topic | beside the point | respect other* | respect each | respect for other* | name call | call people names | attack other* \
        | attack the argument* | never about the person | about the person",
    ),
    (
        Class::Conduct,
        0.6,
        "impersonat* | poor taste | bad taste | indecen* | decent | decency | crude* | spite* | nasty | nastiness | malicious* | intimidat* | aggressive* | demean* | belittl* | mock* | provok* \
        | flaming | sarcas* | tone | brief | brevity | concise* | repeat yourself | adverts | commercial | plagiari* | copyrighted | private persons | private details | home address* | face to face",
    ),
    (
        Class::Conduct,
        0.8,
        "no insults | no swearing | no politics | no spoilers | no advertising | no ads | no personal | no hate | no racism | no spam | no trolling | no shouting | no name \
        | no abuse | no profanity | debate the | address the argument* | bad language | strong language | offensive language | attack* other* | attack* each",
    ),
    (Class::Conduct, 0.8, "belong here | belongs here | no room for | no place for | not the place"),
    (
        Class::Conduct,
        0.5,
        "insinuation* | conspirac* | offence | offense | with facts | behav* | hostil* | spoilers | well argued | bigot* | islamophob* | antisemit* | xenophob* | misogyn* | doxxing | drift*",
    ),
    (Class::Conduct, 0.3, "disagree* | illegal | lively | back up"),
    (
        Class::Address,
        0.8,
        "please | we welcome | are welcome | ^be | ^do not | ^keep | ^stay | ^treat | ^avoid | ^refrain | ^play | ^remember | readers are asked",
    ),
    (
        Class::Address,
        0.6,
        "we encourage | we ask | we moderate | we delete | we remove | we want | we love | we publish | we close* | we turn off | we have closed | we review | help us | we no longer | we expect | we value | we invite | invite you | we hold | we screen | we check | we choose | we cannot | we can not | tell us",
    ),
    (
        Class::Address,
        0.5,
        "you agree | you accept | you confirm | you consent | anything you | our staff | our team | community team | moderation team | you grant | welcomes | we reserve | let us know | our moderators | our readers | our guidelines | our rules | our community",
    ),
    (Class::Address, 0.4, "your | our | we may | we do not | we take"),
    (Class::Address, 0.3, "you | we will | keep | remember"),
    // By themselves these are no rules: "You must be logged in to post a comment" is half a form.
    (
        Class::Access,
        1.5,
        "comment* .. are closed | comment* .. is closed | comment* .. now closed | comment* .. been closed | comment* .. are now closed \
        | have closed comment* | closed to comment* | closed for comment* | open for comment* | open to comment* | comment* .. are disabled \
        | comment* .. been disabled | comment* .. turned off | turn off comment* | commenting .. ended | commenting .. disabled \
        | commenting .. closed | comment function is | not accepting comments | not open .. comment* | commenting .. switched off | comment* .. switched off \
        | discussion .. closed | discussion .. switched off | discussion off | thread .. closed",
    ),
    (
        Class::Access,
        0.8,
        "write a comment | first time commenter* | at least 13 | at least 16 | at least 18 | free account",
    ),
    (
        Class::Access,
        1.0,
        "must .. to comment | must .. post a comment | need to .. to comment | have to .. to comment \
        | only .. may comment | only .. can comment | only .. to comment | to comment you must | to comment you need | subscribers can comment \
        | members can comment | users can comment | must .. join the conversation | need to .. join the discussion | need to .. join the conversation",
    ),
    (Class::Access, 0.6, "to comment | may comment | can comment"),
    (Class::Access, 0.5, "registered | log in | log into | logged in | register | subscriber*"),
    (Class::Access, 0.4, "login | sign in"),
    (
        Class::Access,
        0.6,
        "real name* | own name* | first time comment* | under 13 | under 16 | under 18 | age of 13 | age of 16 | age of 18 | consent of a parent",
    ),
    (Class::Access, 0.3, "members | email address* | anonymous*"),
    (Class::Access, 0.5, "pseudonym* | nickname* | user name | screen name | parents permission"),
    (Class::Access, 0.2, "account"),
    (
        Class::Against,
        2.5,
        "for comment on | request for comment* | requests for comment* | declined to comment | public comment* | public hearing | my comment* | why was my | you people \
        | i m | i ve | comments about",
    ),
    (
        Class::Against,
        2.0,
        "been submitted | submitted for | been received | been sent | said | cookie* | governed by | this agreement | these terms | council | committee | commission | ministry | tribunal | authorities | parliament | agency | senator | lawmaker* | draft",
    ),
    (
        Class::Against,
        1.5,
        "says | told | newsletter* | entries | entrants | judges | tenants | guests | visitors | patients | customers | passengers | players | pupils | employees | staff and | all rights reserved | recalled | announced | reported | argued | wrote | apologi* | network | platform | privacy policy | personal data | warrant* | arbitration \
        | the service* | unsubscribe | advertisement* | competition | prize* | to your order | purchase* | refund* | tell us what | send us",
    ),
    (Class::Against, 1.5, "pension* | retirement | tax | taxes | donat* | campaign contribution* | fund | funds"),
    (Class::Against, 1.2, "i | i don t | i think | thank you for your"),
    (
        Class::Against,
        1.0,
        "^what a | ^what an | according to | copyright | court | minister | president | police said | spokes* | voted | ruled | users were | users insulted | for users | of users | last night | last week | on friday | on thursday | on wednesday | on tuesday \
        | singer | video | study | student* | school | hearing | trial",
    ),
    (
        Class::Against,
        0.8,
        "he | she | my | subscri* to | subscribe | government | correction* | was | were | had | period | deadline",
    ),
    (
        Class::Against,
        0.7,
        "sign up | letters to the | letter to the | letters from | letters chosen | daytime | should be deleted | should be removed | should be banned",
    ),
    (Class::Against, 0.6, "his | her | me | its"),
    (Class::Against, 0.5, "company | they"),
];
